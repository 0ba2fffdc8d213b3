package rapport.search;

import java.lang.Character.UnicodeScript;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.chat.Language;
import rapport.chat.Topic;

/**
 * Tells a text's language from its script; the client's locale decides among languages of one
 * script.
 */
final class Languages {
  /**
   * Names of models say nothing about a language. Tried once a word, and not from each of its
   * letters: four thousand letters without a digit would hold an event loop for a tenth of a
   * second.
   */
  static final Pattern MODEL = Pattern.compile("(?<![A-Za-z-])[A-Za-z-]*+\\d[A-Za-z0-9-]*+");

  private Languages() {}

  /** A brand among Chinese words is no change of a conversation's language. */
  static Language of(Query query) {
    Language alone = of(query.text(), query.language());
    Topic topic = query.topic();
    boolean goesOn =
        topic != null
            && query.text().codePoints().anyMatch(Character::isIdeographic)
            && of(topic.text(), query.language()).equals(Language.CHINESE);
    return goesOn && alone.equals(Language.ENGLISH) ? Language.CHINESE : alone;
  }

  static Language of(String text, @Nullable Language locale) {
    int[] letters =
        MODEL.matcher(text).replaceAll(" ").codePoints().filter(Character::isLetter).toArray();
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
    boolean latinAlone = latin > 0 && han == 0;
    if (locale != null && !(latinAlone && locale.equals(Language.CHINESE))) {
      return locale;
    }
    return Language.ENGLISH;
  }
}
