package rapport.chat;

import org.jspecify.annotations.Nullable;

/**
 * One question as the shopper put it.
 *
 * @param id the client's own message id, 1 to 64 characters; the same id names the same question
 * @param text 1 to 4,000 UTF-16 code units, not blank, without U+0000
 * @param language the client's locale, which decides when the text itself does not
 * @param brief what the client adds to it
 */
public record Question(
    String id,
    String text,
    Filter filter,
    PageContext context,
    @Nullable Language language,
    Brief brief) {
  /** In UTF-16 code units. */
  public static final int LONGEST_TEXT = 4_000;

  public Question {
    Ids.require(id, "id");
    text = Texts.storable(text);
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "text: "
              + text.length()
              + " characters (expected: 1 to "
              + LONGEST_TEXT
              + ", not blank)");
    }
  }

  /** A question to which nothing is added. */
  public Question(
      String id, String text, Filter filter, PageContext context, @Nullable Language language) {
    this(id, text, filter, context, language, Brief.NONE);
  }
}
