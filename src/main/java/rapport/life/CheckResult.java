package rapport.life;

/**
 * The state of one part as a value.
 *
 * @param name what was checked, as health answers name it: {@code database}, {@code encoder},
 *     {@code model}
 * @param ok whether it does its work now
 * @param reason what is wrong, or a few words on what is there
 */
public record CheckResult(String name, boolean ok, String reason) {
  public static CheckResult ok(String name, String detail) {
    return new CheckResult(name, true, detail);
  }

  public static CheckResult failed(String name, String reason) {
    return new CheckResult(name, false, reason);
  }
}
