package rapport.bench.quarkus;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** LangChain4j's in-process encoder with the lab's model. */
@ApplicationScoped
public class Encoder {
  private final EmbeddingModel model;

  Encoder(@ConfigProperty(name = "CONTENDER_ENCODER") Path folder, Variant variant)
      throws IOException, OrtException {
    Path weights = folder.resolve("model.onnx");
    Path tokenizer = folder.resolve("tokenizer.json");
    model =
        variant.tuned()
            ? new OneThread(weights, tokenizer)
            : new OnnxEmbeddingModel(weights, tokenizer, PoolingMode.MEAN);
  }

  EmbeddingModel model() {
    return model;
  }

  /** ONNX Runtime works on the caller's thread alone, and nobody spins between questions. */
  private static final class OneThread extends AbstractInProcessEmbeddingModel {
    private final OnnxBertBiEncoder encoder;

    OneThread(Path weights, Path tokenizer) throws IOException, OrtException {
      super(null);
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (InputStream vocabulary = Files.newInputStream(tokenizer)) {
        encoder =
            new OnnxBertBiEncoder(
                environment,
                environment.createSession(weights.toString(), options),
                vocabulary,
                PoolingMode.MEAN);
      }
    }

    @Override
    protected OnnxBertBiEncoder model() {
      return encoder;
    }
  }
}
