package rapport.load.compare;

import java.util.List;
import rapport.load.Second;

/** How many answers streamed at once while every reader's gaps stayed short. */
final class Held {
  /** Longer gaps are felt; {@code compare-held.yaml} ends by them, too. */
  private static final double LONGEST_GAP_MILLIS = 250;

  private Held() {}

  /**
   * Of a run in which there are more and more streams: how many there were before the first two
   * seconds in a row whose gaps' p99 was too long.
   */
  static int of(List<Second> timeline) {
    int held = 0;
    for (int i = 0; i < timeline.size(); i++) {
      if (tooLong(timeline.get(i)) && (i + 1 == timeline.size() || tooLong(timeline.get(i + 1)))) {
        return held;
      }
      held = Math.max(held, timeline.get(i).streams());
    }
    return held;
  }

  private static boolean tooLong(Second second) {
    return second.gapP99() > LONGEST_GAP_MILLIS;
  }
}
