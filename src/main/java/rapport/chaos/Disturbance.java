package rapport.chaos;

/**
 * What befalls the bytes of one direction of a line.
 *
 * @param delayMillis how long each waits, in order
 * @param slice bytes that go on at once, each slice by itself; 0: as they come
 * @param still whether nothing moves; what waits goes on afterwards
 * @param swallowed whether what comes is lost, and the line stays open
 */
public record Disturbance(int delayMillis, int slice, boolean still, boolean swallowed) {
  public static final Disturbance NONE = new Disturbance(0, 0, false, false);
  public static final Disturbance STILL = new Disturbance(0, 0, true, false);
  public static final Disturbance SWALLOWED = new Disturbance(0, 0, false, true);

  public static Disturbance delay(int millis) {
    return new Disturbance(millis, 0, false, false);
  }

  public static Disturbance slices(int bytes) {
    return new Disturbance(0, bytes, false, false);
  }
}
