package rapport.ingest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import rapport.catalog.Catalog;
import rapport.encode.Encoders;

/** Loads rows into the catalogue. Loads may run side by side as long as they share no row. */
public final class Ingest {
  private final Vertx vertx;
  private final Catalog catalog;
  private final Encoders encoders;

  public Ingest(Vertx vertx, Catalog catalog, Encoders encoders) {
    this.vertx = vertx;
    this.catalog = catalog;
    this.encoders = encoders;
  }

  /**
   * Loads all sources of a request. Bad rows and damaged sources are part of the summary; the
   * future fails, on the caller's context, when the map fits no table, or when catalogue or encoder
   * do. Rows written before stay.
   */
  public Future<IngestSummary> load(IngestRequest request, Progress progress) {
    Context context = vertx.getOrCreateContext();
    Promise<IngestSummary> promise = Promise.promise();
    Load load = new Load(request, catalog, encoders, progress);
    Thread.ofVirtual().name("ingest").start(() -> run(load, progress, context, promise));
    return promise.future();
  }

  private static void run(
      Load load, Progress progress, Context context, Promise<IngestSummary> promise) {
    try {
      IngestSummary summary = load.run();
      progress.done();
      context.runOnContext(go -> promise.complete(summary));
    } catch (Throwable e) {
      progress.done();
      context.runOnContext(go -> promise.fail(e));
    }
  }
}
