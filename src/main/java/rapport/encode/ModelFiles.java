package rapport.encode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * Where a model's files are, and what must be known to use them.
 *
 * @param name recorded beside the vectors it makes
 * @param queryPrefix put before questions, not before documents
 */
record ModelFiles(
    String name, Source model, Source tokenizer, Pooling pooling, String queryPrefix) {

  /** Opens a file, wherever it is. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /* Poolings and prefixes as the models' own cards give them: sentence-transformers/all-MiniLM-L6-v2,
   * BAAI/bge-small-en-v1.5, BAAI/bge-small-zh-v1.5. The files are int8, quantised dynamically. */
  private static final List<ModelFiles> BUNDLED =
      List.of(
          bundled("all-minilm-l6-v2", Pooling.MEAN, ""),
          bundled(
              "bge-small-en-v1.5",
              Pooling.CLS,
              "Represent this sentence for searching relevant passages: "),
          bundled("bge-small-zh-v1.5", Pooling.CLS, "为这个句子生成表示以用于检索相关文章："));

  static boolean isBundled(String name) {
    return BUNDLED.stream().anyMatch(files -> files.name.equals(name));
  }

  static ModelFiles find(String nameOrFolder, EncoderSettings settings) {
    return BUNDLED.stream()
        .filter(files -> files.name.equals(nameOrFolder))
        .findFirst()
        .orElseGet(() -> folder(Path.of(nameOrFolder), settings));
  }

  private static ModelFiles folder(Path folder, EncoderSettings settings) {
    Path model = folder.resolve("model.onnx");
    Path tokenizer = folder.resolve("tokenizer.json");
    if (!Files.isReadable(model) || !Files.isReadable(tokenizer)) {
      throw new GatewayException(
          Fault.UNAVAILABLE,
          "encoder.model: "
              + folder
              + " (expected: "
              + String.join(", ", BUNDLED.stream().map(ModelFiles::name).toList())
              + ", or a folder with model.onnx and tokenizer.json)");
    }
    return new ModelFiles(
        Objects.toString(folder.getFileName()),
        () -> Files.newInputStream(model),
        () -> Files.newInputStream(tokenizer),
        settings.pooling(),
        settings.queryPrefix().orElse(""));
  }

  private static ModelFiles bundled(String name, Pooling pooling, String queryPrefix) {
    return new ModelFiles(
        name,
        () -> resource("/" + name + "-q.onnx"),
        () -> resource("/" + name + "-q-tokenizer.json"),
        pooling,
        queryPrefix);
  }

  private static InputStream resource(String path) throws IOException {
    InputStream stream = ModelFiles.class.getResourceAsStream(path);
    if (stream == null) {
      throw new IOException(path + " is not on the class path");
    }
    return stream;
  }
}
