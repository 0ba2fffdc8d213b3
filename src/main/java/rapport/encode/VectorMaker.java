package rapport.encode;

import rapport.chat.Language;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * Which encoder makes, or made, the vectors of a language. Vectors of two makers never mix: their
 * numbers mean different things.
 *
 * @param encoder its name, as recorded beside the vectors
 * @param dimension the length of its vectors
 */
public record VectorMaker(String encoder, int dimension) {
  /**
   * @param recorded the maker of the vectors that are stored
   * @throws GatewayException {@code conflict}, with what to do, unless this is the same one
   */
  public void requireSame(Language language, VectorMaker recorded) {
    if (!equals(recorded)) {
      throw new GatewayException(
          Fault.CONFLICT,
          "encoder.model: %s (expected: %s, which made the vectors of '%s': use that one, or run `rapport ingest --forget %s` and load that catalogue again)"
              .formatted(this, recorded, language, language));
    }
  }

  @Override
  public String toString() {
    return encoder + " with " + dimension + " dimensions";
  }
}
