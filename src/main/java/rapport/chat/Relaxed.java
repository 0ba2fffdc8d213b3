package rapport.chat;

/**
 * A wish that nothing satisfied together with the others, and that was therefore given up.
 *
 * @param constraint which one, by its name on the wire: {@code max_price}, {@code brands} …
 * @param wanted what was wished for, for people: {@code $50.00}
 * @param closest what comes closest, for people: {@code $54.00}
 */
public record Relaxed(String constraint, String wanted, String closest) {}
