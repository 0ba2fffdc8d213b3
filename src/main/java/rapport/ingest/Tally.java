package rapport.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

/** What a load has done so far. Batches end on threads of their own, so every method locks. */
final class Tally {
  private final Progress progress;
  private final long totalBytes;
  private final long began = System.nanoTime();
  private final AtomicLong bytes = new AtomicLong();
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private long accepted;
  private long unchanged;
  private long encoded;
  private long rejected;

  /**
   * @param totalBytes of all sources, or -1 when unknown
   */
  Tally(Progress progress, long totalBytes) {
    this.progress = progress;
    this.totalBytes = totalBytes;
  }

  /** Where readers count their bytes. */
  AtomicLong bytes() {
    return bytes;
  }

  synchronized void loaded(BatchLoader.Outcome outcome) {
    accepted += outcome.accepted();
    unchanged += outcome.unchanged();
    encoded += outcome.encoded();
    progress.update(
        new Progress.Count(accepted, unchanged, rejected, bytes.get(), totalBytes, elapsed()));
  }

  synchronized void reject(Rejection rejection) {
    rejected++;
    if (rejections.size() < IngestSummary.MOST_REJECTIONS) {
      rejections.add(rejection);
    }
  }

  synchronized void problem(String message) {
    problems.add(message);
  }

  /** Whether everything was read as it was meant and something of it is in the catalogue. */
  synchronized boolean isWhole() {
    return problems.isEmpty() && accepted + unchanged > 0;
  }

  synchronized long encoded() {
    return encoded;
  }

  synchronized long written() {
    return accepted;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  synchronized IngestSummary summary(long removed, Duration elapsed, OptionalDouble encoderSpeed) {
    return new IngestSummary(
        accepted,
        unchanged,
        removed,
        encoded,
        rejected,
        rejections,
        problems,
        elapsed,
        encoderSpeed);
  }
}
