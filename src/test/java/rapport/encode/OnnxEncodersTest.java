package rapport.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.chat.Language;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

class OnnxEncodersTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Waiting.await(vertx.close());
  }

  @Test
  void folderOfTheUser_isForEveryLanguage(@TempDir Path folder) {
    Encoders encoders = encoders(Map.of("RAPPORT_ENCODER_MODEL", folder.toString()));
    assertThatThrownBy(() -> encoders.of(Language.CHINESE))
        .hasMessageContaining("encoder.model: " + folder);
  }

  @Test
  void bundledModel_isOfItsLanguage_unlessAnotherIsChosen() {
    Encoders encoders = encoders(Map.of());
    assertThat(encoders.of(Language.CHINESE).model()).isEqualTo("bge-small-zh-v1.5");
    assertThat(encoders.of(Language.ENGLISH).model()).isEqualTo("all-minilm-l6-v2");
    Waiting.await(encoders.close());
    Encoders chosen = encoders(Map.of("RAPPORT_ENCODER_MODELS_ZH", "all-minilm-l6-v2"));
    assertThat(chosen.of(Language.CHINESE).model()).isEqualTo("all-minilm-l6-v2");
    Waiting.await(chosen.close());
  }

  private Encoders encoders(Map<String, String> environment) {
    return Encoders.onnx(vertx, TestGateway.settings(environment).encoder());
  }
}
