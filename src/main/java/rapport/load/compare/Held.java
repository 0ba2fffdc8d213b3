package rapport.load.compare;

import java.time.Duration;
import java.util.List;
import rapport.load.Second;

/** How many answers streamed at once while every reader's gaps stayed short. */
final class Held {
  private Held() {}

  /**
   * Of a run in which there are more and more streams: how many there were before the first two
   * seconds in a row whose gaps' p99 was longer than {@code longest}.
   */
  static int of(List<Second> timeline, Duration longest) {
    double millis = longest.toNanos() / 1e6;
    int held = 0;
    for (int i = 0; i < timeline.size(); i++) {
      if (timeline.get(i).gapP99() > millis
          && (i + 1 == timeline.size() || timeline.get(i + 1).gapP99() > millis)) {
        return held;
      }
      held = Math.max(held, timeline.get(i).streams());
    }
    return held;
  }
}
