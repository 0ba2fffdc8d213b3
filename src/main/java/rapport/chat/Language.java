package rapport.chat;

import java.util.Locale;

/**
 * A language by its primary tag in lower case ({@code en}, {@code zh}); regions do not split a
 * catalogue.
 */
public record Language(String code) {
  public static final Language ENGLISH = new Language("en");
  public static final Language CHINESE = new Language("zh");

  private static final int SHOWN = 40;

  public Language {
    if (!code.matches("[a-z]{2,8}")) {
      throw new IllegalArgumentException(
          "locale: "
              + code.substring(0, Math.min(SHOWN, code.length()))
              + " (expected: a language tag such as en, zh or pt-BR)");
    }
  }

  /** The language of a BCP 47 tag such as {@code zh-Hans-CN} or {@code en_US}. */
  public static Language of(String tag) {
    return new Language(tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return code;
  }
}
