package rapport.search;

import java.lang.Character.UnicodeScript;
import org.jspecify.annotations.Nullable;
import rapport.chat.Language;

/**
 * Tells a text's language from its script; the client's locale decides among languages of one
 * script.
 */
final class Languages {
  private Languages() {}

  static Language of(String text, @Nullable Language locale) {
    int[] letters = text.codePoints().filter(Character::isLetter).toArray();
    int han = 0;
    int latin = 0;
    for (int letter : letters) {
      switch (UnicodeScript.of(letter)) {
        case HIRAGANA, KATAKANA -> {
          return new Language("ja");
        }
        case HANGUL -> {
          return new Language("ko");
        }
        case HAN -> han++;
        case LATIN -> latin++;
        default -> {}
      }
    }
    // One Chinese character says about as much as three Latin letters.
    if (han * 3 > latin) {
      return Language.CHINESE;
    }
    boolean latinText = latin > 0;
    if (locale != null && !(latinText && locale.equals(Language.CHINESE))) {
      return locale;
    }
    return Language.ENGLISH;
  }
}
