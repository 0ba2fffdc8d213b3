package rapport.testing;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rapport.chat.Language;
import rapport.encode.Embedding;
import rapport.encode.Encoder;
import rapport.encode.Encoders;
import rapport.fault.GatewayException;
import rapport.life.CheckResult;

/**
 * An encoder that hashes words into a few dimensions: the same text has the same vector, and texts
 * that share words are close. Speaks every language.
 */
public final class FakeEncoder implements Encoder, Encoders {
  private static final int DIMENSION = 64;

  private final String model;
  private final List<String> documents = new ArrayList<>();
  private @Nullable GatewayException failure;

  public FakeEncoder() {
    this("fake");
  }

  public FakeEncoder(String model) {
    this.model = model;
  }

  /** Every document text that was encoded. */
  public synchronized List<String> documents() {
    return List.copyOf(documents);
  }

  /** Every call from now on fails so. */
  public synchronized void fail(GatewayException failure) {
    this.failure = failure;
  }

  @Override
  public Encoder of(Language language) {
    return this;
  }

  @Override
  public Future<Encoder> ready(Language language) {
    return Future.succeededFuture(this);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public double unrelated() {
    return 0;
  }

  @Override
  public Future<Embedding> query(String text) {
    return failure == null ? Future.succeededFuture(vector(text)) : Future.failedFuture(failure);
  }

  @Override
  public synchronized Future<List<Embedding>> documents(List<String> texts) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    documents.addAll(texts);
    return Future.succeededFuture(texts.stream().map(FakeEncoder::vector).toList());
  }

  @Override
  public Future<CheckResult> check() {
    return Future.succeededFuture(CheckResult.ok("encoder", model));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  /** A constant beside the words, so that no text is without direction. */
  private static Embedding vector(String text) {
    float[] values = new float[DIMENSION];
    values[0] = 0.1f;
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        values[Math.floorMod(word.hashCode() * 31, DIMENSION)] += 1;
      }
    }
    return Embedding.normalized(values);
  }
}
