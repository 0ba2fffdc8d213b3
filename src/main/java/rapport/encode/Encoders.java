package rapport.encode;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import rapport.chat.Language;
import rapport.life.Component;

/** Which encoder speaks which language. Languages that share a model share its encoder. */
public interface Encoders extends Component {
  /**
   * The encoder of a language, loaded at the first call. That call blocks for about half a second.
   */
  Encoder of(Language language);

  /** The encoder of a language, on the caller's event loop; it is loaded elsewhere. */
  Future<Encoder> ready(Language language);

  /**
   * Loads the encoder of a language. Blocks as {@link #of} does.
   *
   * @throws rapport.fault.GatewayException {@code conflict} when it is not the one that made the
   *     stored vectors
   */
  default void requireSame(Language language, VectorMaker recorded) {
    of(language).maker().requireSame(language, recorded);
  }

  /** ONNX models run on this machine. */
  static Encoders onnx(Vertx vertx, EncoderSettings settings) {
    return new OnnxEncoders(vertx, settings);
  }
}
