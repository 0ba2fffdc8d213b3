package rapport.ingest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a load did.
 *
 * @param accepted rows written: new ones and changed ones
 * @param unchanged rows that were stored already, word for word
 * @param removed rows that are gone from the sources
 * @param encoded accepted rows whose text had to be encoded
 * @param rejected how many rows were not loaded
 * @param rejections the first {@link #MOST_REJECTIONS} of them
 * @param problems what is wrong with a source or the map as a whole; with any, nothing is removed
 * @param encoderRowsPerSecond the encoder's own speed on a sample of these rows, where measured
 */
public record IngestSummary(
    long accepted,
    long unchanged,
    long removed,
    long encoded,
    long rejected,
    List<Rejection> rejections,
    List<String> problems,
    Duration elapsed,
    OptionalDouble encoderRowsPerSecond) {
  /** How many rejected rows are kept in detail. */
  public static final int MOST_REJECTIONS = 1_000;

  public IngestSummary {
    rejections = List.copyOf(rejections);
    problems = List.copyOf(problems);
  }

  public long rows() {
    return accepted + unchanged + rejected;
  }

  public double rowsPerSecond() {
    return rows() / seconds();
  }

  /** The load's speed as a share of the encoder's own: 1 when the encoder never waited. */
  public OptionalDouble encoderShare() {
    return encoderRowsPerSecond.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(encoded / seconds() / encoderRowsPerSecond.getAsDouble());
  }

  /** As the HTTP routes answer. */
  public JsonObject json() {
    JsonArray details = new JsonArray();
    rejections.forEach(rejection -> details.add(rejection.json()));
    JsonObject json =
        new JsonObject()
            .put("accepted", accepted)
            .put("unchanged", unchanged)
            .put("rejected", details)
            .put("rejected_count", rejected)
            .put("removed", removed)
            .put("encoded", encoded)
            .put("took_ms", elapsed.toMillis());
    return problems.isEmpty() ? json : json.put("problems", new JsonArray(problems));
  }

  private double seconds() {
    return Math.max(1e-3, elapsed.toNanos() / 1e9);
  }
}
