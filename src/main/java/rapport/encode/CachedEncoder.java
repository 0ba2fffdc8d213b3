package rapport.encode;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.util.List;
import rapport.life.CheckResult;

/** Keeps the vectors of recent questions: a repeated question costs a look-up. */
final class CachedEncoder implements Encoder {
  private final Encoder encoder;
  private final Cache<String, Embedding> recent;

  CachedEncoder(Encoder encoder, int size) {
    this.encoder = encoder;
    this.recent = Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
  }

  @Override
  public Future<Embedding> query(String text) {
    Embedding known = recent.getIfPresent(text);
    return known != null
        ? Future.succeededFuture(known)
        : encoder.query(text).onSuccess(vector -> recent.put(text, vector));
  }

  @Override
  public String model() {
    return encoder.model();
  }

  @Override
  public int dimension() {
    return encoder.dimension();
  }

  @Override
  public double unrelated() {
    return encoder.unrelated();
  }

  @Override
  public Future<List<Embedding>> documents(List<String> texts) {
    return encoder.documents(texts);
  }

  @Override
  public Future<CheckResult> check() {
    return encoder.check();
  }

  @Override
  public Future<Void> close() {
    return encoder.close();
  }
}
