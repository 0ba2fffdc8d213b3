package rapport.encode;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rapport.chat.Language;
import rapport.life.CheckResult;

/** Loads models when their language is first spoken of. Safe from any thread. */
final class OnnxEncoders implements Encoders {
  private static final Map<String, String> BUNDLED_BY_LANGUAGE =
      Map.of(Language.CHINESE.code(), "bge-small-zh-v1.5");

  private final Vertx vertx;
  private final EncoderSettings settings;

  /** Looked up once: questions come on event loops, which do not wait for file systems. */
  private final boolean modelIsFolder;

  private final Map<String, Encoder> byModel = new ConcurrentHashMap<>();

  OnnxEncoders(Vertx vertx, EncoderSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    this.modelIsFolder =
        !ModelFiles.isBundled(settings.model()) && Files.isDirectory(Path.of(settings.model()));
  }

  @Override
  public Encoder of(Language language) {
    return byModel.computeIfAbsent(modelOf(language), this::load);
  }

  @Override
  public Future<Encoder> ready(Language language) {
    Encoder loaded = byModel.get(modelOf(language));
    return loaded != null
        ? Future.succeededFuture(loaded)
        : vertx.executeBlocking(() -> of(language));
  }

  private String modelOf(Language language) {
    String chosen = settings.models().get(language.code());
    if (chosen != null) {
      return chosen;
    }
    // A folder of the user's own may well be multilingual: it is not second-guessed.
    return modelIsFolder
        ? settings.model()
        : BUNDLED_BY_LANGUAGE.getOrDefault(language.code(), settings.model());
  }

  private Encoder load(String model) {
    ModelFiles files = ModelFiles.find(model, settings);
    return new CachedEncoder(OnnxEncoder.start(vertx, files, settings), settings.cache());
  }

  @Override
  public Future<CheckResult> check() {
    List<Future<CheckResult>> checks = new ArrayList<>();
    byModel.values().forEach(encoder -> checks.add(encoder.check()));
    return Future.all(checks).map(all -> summary(all.list()));
  }

  private static CheckResult summary(List<CheckResult> results) {
    return results.stream()
        .filter(result -> !result.ok())
        .findFirst()
        .orElseGet(() ->
            CheckResult.ok(
                "encoder", String.join("; ", results.stream().map(CheckResult::reason).toList())));
  }

  @Override
  public Future<Void> close() {
    return Future.join(byModel.values().stream().map(Encoder::close).toList()).mapEmpty();
  }
}
