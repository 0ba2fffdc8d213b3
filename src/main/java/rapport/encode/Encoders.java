package rapport.encode;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import rapport.chat.Language;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.life.CheckResult;
import rapport.life.Component;

/** Which encoder speaks which language. Languages that share a model share its encoder. */
public interface Encoders extends Component {
  /**
   * The encoder of a language, loaded at the first call. That call blocks for about half a second.
   */
  Encoder of(Language language);

  /**
   * Loads the encoder of a language.
   *
   * @throws GatewayException {@code conflict} when it is not the one that made the stored vectors
   */
  default void requireSame(Language language, String madeBy, int dimension) {
    Encoder encoder = of(language);
    if (!encoder.model().equals(madeBy) || encoder.dimension() != dimension) {
      throw new GatewayException(
          Fault.CONFLICT,
          "encoder.model: %s with %d dimensions (expected: %s with %d, which made the vectors of '%s': use that one, or run `rapport ingest --forget %s` and load that catalogue again)"
              .formatted(
                  encoder.model(), encoder.dimension(), madeBy, dimension, language, language));
    }
  }

  /** ONNX models run on this machine. */
  static Encoders onnx(Vertx vertx, EncoderSettings settings) {
    return new OnnxEncoders(vertx, settings);
  }

  /** One encoder for every language. */
  static Encoders single(Encoder encoder) {
    return new Encoders() {
      @Override
      public Encoder of(Language language) {
        return encoder;
      }

      @Override
      public Future<CheckResult> check() {
        return encoder.check();
      }

      @Override
      public Future<Void> close() {
        return encoder.close();
      }
    };
  }
}
