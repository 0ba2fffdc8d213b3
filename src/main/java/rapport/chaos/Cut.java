package rapport.chaos;

/**
 * Where a line breaks.
 *
 * @param towards whose bytes are counted
 * @param at bytes that still pass
 * @param reset with RST, else with FIN
 */
public record Cut(Direction towards, long at, boolean reset) {
  /** Where bytes go. */
  public enum Direction {
    CLIENT,
    SERVER
  }
}
