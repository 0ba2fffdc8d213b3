package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.chat.Constraints;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.chat.Topic;

class LanguagesTest {
  /** Of a regular expression that begins anew at each letter the looks grow with the square. */
  @Test
  void wordOfFourThousandLetters_isReadOnce() {
    Counted word = new Counted("x".repeat(4_000));
    assertThat(Languages.MODEL.matcher(word).find()).isFalse();
    assertThat(word.looks).isLessThan(20 * 4_000);
  }

  @Test
  void modelNames_areReadAsOne() {
    assertThat(Languages.MODEL.matcher("a WH-1000XM5 2x b").replaceAll("_")).isEqualTo("a _ _ b");
  }

  private static final class Counted implements CharSequence {
    private final String text;
    private int looks;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a tent for two,,en",
    "a tent for two,en,en",
    "ein Zelt für zwei,de,de",
    "a tent for two,zh,en",
    "双人帐篷,,zh",
    "双人帐篷,en,zh",
    "iPhone 15 手机壳,en,zh",
    "Sony WH-1000XM5 耳机,en,zh",
    "What does 你好 mean in English please?,en,en",
    "nike air max 鞋,zh,zh",
    "nike air max 鞋,en,en",
    "テントはありますか,en,ja",
    "텐트 있어요?,en,ko",
    "палатка,ru,ru",
    "палатка,zh,zh",
    "12345,,en",
    "12345,zh,zh",
    "😀😀,zh,zh",
    "'',,en"
  })
  void language_isThatOfTheScriptAndElseTheClients(
      String text, @Nullable String locale, String language) {
    Language client = locale == null ? null : new Language(locale);
    assertThat(Languages.of(text, client)).isEqualTo(new Language(language));
  }

  @ParameterizedTest
  @CsvSource({
    "蓝牙耳机, Swiftmoor的呢, zh",
    "蓝牙耳机, what about Swiftmoor, en",
    "headphones, Swiftmoor的呢, en",
    "headphones, 便宜一点的, zh"
  })
  void brandAmongChineseWords_isNoChangeOfAConversationsLanguage(
      String topic, String text, String language) {
    Topic before = new Topic(topic, Constraints.NONE, List.of(), List.of(), 0);
    Query query = new Query(text, Filter.NONE, null, before, null, 6, 4, true);
    assertThat(Languages.of(query)).isEqualTo(new Language(language));
  }
}
