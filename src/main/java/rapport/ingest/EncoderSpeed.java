package rapport.ingest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import rapport.encode.Encoder;

/**
 * The encoder's own speed on the rows of a load, to hold the load's against: an even sample of
 * them, encoded again with nothing else to do, in batches as the load has them.
 */
final class EncoderSpeed {
  /** Fewer rows say little. */
  static final int LEAST_ROWS = 2_000;

  static final int SAMPLE = 512;

  private final Random random = new Random(1);
  private final List<Sampled> sample = new ArrayList<>(SAMPLE);
  private long offered;

  /** Algorithm R: every row offered is kept with the same chance. */
  synchronized void sample(Encoder encoder, Candidate row) {
    offered++;
    if (sample.size() < SAMPLE) {
      sample.add(new Sampled(encoder, row));
    } else {
      long slot = random.nextLong(offered);
      if (slot < SAMPLE) {
        sample.set((int) slot, new Sampled(encoder, row));
      }
    }
  }

  /** Rows a second, or nothing when too few were encoded. */
  OptionalDouble measure() throws InterruptedException {
    if (offered < LEAST_ROWS) {
      return OptionalDouble.empty();
    }
    Map<Encoder, List<String>> texts = new LinkedHashMap<>();
    sample.forEach(
        s -> texts.computeIfAbsent(s.encoder(), e -> new ArrayList<>()).addAll(s.row().texts()));
    long began = System.nanoTime();
    List<Future<?>> batches = new ArrayList<>();
    texts.forEach((encoder, all) -> batches.addAll(inBatches(encoder, all)));
    Waiting.on(Future.all(batches));
    return OptionalDouble.of(sample.size() / ((System.nanoTime() - began) / 1e9));
  }

  private static List<Future<?>> inBatches(Encoder encoder, List<String> texts) {
    List<Future<?>> batches = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += Batches.SIZE) {
      batches.add(
          encoder.documents(texts.subList(from, Math.min(texts.size(), from + Batches.SIZE))));
    }
    return batches;
  }

  private record Sampled(Encoder encoder, Candidate row) {}
}
