package rapport.cli;

import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.GatewaySettings;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Encoders;
import rapport.eval.Search;
import rapport.search.Query;
import rapport.search.Retrieved;
import rapport.search.Retriever;

/** Retrieval in this process, on the configured database. */
final class RetrieverSearch implements Search {
  private final Vertx vertx;
  private final Retriever retriever;
  private final Kind kind;
  private final @Nullable Language locale;

  private RetrieverSearch(Vertx vertx, Retriever retriever, Kind kind, @Nullable Language locale) {
    this.vertx = vertx;
    this.retriever = retriever;
    this.kind = kind;
    this.locale = locale;
  }

  static RetrieverSearch open(Environment environment, Kind kind, @Nullable Language locale) {
    GatewaySettings settings = environment.settings();
    String url = environment.databaseUrl(settings);
    Schema.migrate(url);
    Vertx vertx = Vertx.vertx();
    Retriever retriever =
        new Retriever(
            Database.forServing(vertx, url, settings.database()).pool(),
            Encoders.onnx(vertx, settings.encoder()),
            settings.search());
    Environment.await(
        retriever.warmUp(locale == null ? Language.ENGLISH : locale).otherwiseEmpty());
    return new RetrieverSearch(vertx, retriever, kind, locale);
  }

  @Override
  public Found find(String text) {
    // As many of both kinds as the HTTP route asks for, so that both ways are one measurement.
    Query query = Query.alone(text, Filter.NONE, locale, ROWS, ROWS);
    long started = System.nanoTime();
    Retrieved retrieved = Environment.await(retriever.retrieve(query));
    double millis = (System.nanoTime() - started) / 1e6;
    return new Found(rows(retrieved), millis, retrieved.degraded());
  }

  private List<String> rows(Retrieved retrieved) {
    return kind == Kind.PRODUCT
        ? retrieved.products().stream().map(hit -> hit.card().id()).toList()
        : retrieved.faqs().stream().map(hit -> hit.faq().id()).toList();
  }

  @Override
  public void close() {
    Environment.await(vertx.close());
  }
}
