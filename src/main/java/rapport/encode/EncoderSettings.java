package rapport.encode;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** {@code encoder.*}: which models make vectors, and with how much of the machine. */
@ConfigMapping(prefix = "rapport.encoder")
public interface EncoderSettings {
  /** A bundled name, or a folder with {@code model.onnx} and {@code tokenizer.json}. */
  @WithDefault("all-minilm-l6-v2")
  String model();

  /**
   * Other models for some languages, by code; Chinese has one of its own unless {@link #model} is a
   * folder.
   */
  Map<String, String> models();

  /** Threads that run the model; 0: as many as cores, at most 4. */
  @WithDefault("0")
  int threads();

  /** Texts that may wait; more are refused as {@code overloaded}. */
  @WithDefault("2048")
  int queue();

  /** Vectors of recent questions that are kept. */
  @WithDefault("10000")
  int cache();

  /** How a folder's model makes one vector of many: {@code mean} or {@code cls}. */
  @WithDefault("mean")
  Pooling pooling();

  /** What a folder's model wants before a question. */
  Optional<String> queryPrefix();

  /** Tokens of a text that are read; the rest is left out. */
  @WithDefault("256")
  int maxTokens();
}
