package rapport.bench.spring;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.transformers.TransformersEmbeddingModel;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What no setting changes, but a few lines do. */
@Configuration
@Profile("tuned")
public class Tuned {
  /** For all that blocks in talking to the model. */
  @Bean(destroyMethod = "close")
  ExecutorService virtualThreads() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  @Bean
  EmbeddingModel encoder(@Value("${CONTENDER_ENCODER}") Path folder) {
    Encoder encoder = new Encoder(folder.resolve("model.onnx"));
    encoder.setModelResource(folder.resolve("model.onnx").toUri().toString());
    encoder.setTokenizerResource(folder.resolve("tokenizer.json").toUri().toString());
    encoder.setDisableCaching(true);
    return encoder;
  }

  /**
   * Spring AI's encoder on the caller's thread alone, without anyone spinning between questions;
   * and a question that is searched in two stores is encoded once.
   */
  private static final class Encoder extends TransformersEmbeddingModel {
    private final Path weights;
    private final ThreadLocal<Encoded> last = new ThreadLocal<>();

    Encoder(Path weights) {
      this.weights = weights;
    }

    @Override
    public void afterPropertiesSet() throws Exception {
      super.afterPropertiesSet();
      DirectFieldAccessor fields = new DirectFieldAccessor(this);
      ((OrtSession) fields.getPropertyValue("session")).close();
      fields.setPropertyValue("session", oneThread());
    }

    private OrtSession oneThread() throws OrtException {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return OrtEnvironment.getEnvironment().createSession(weights.toString(), options);
    }

    @Override
    public float[] embed(String text) {
      Encoded encoded = last.get();
      if (encoded == null || !encoded.text.equals(text)) {
        encoded = new Encoded(text, super.embed(text));
        last.set(encoded);
      }
      return encoded.vector;
    }

    private record Encoded(String text, float[] vector) {}
  }
}
