package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {
  private static final Phrase PHRASE = Phrase.of("no \\s \\w+ | \\d+ \\s? kg | 不带 . | a");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bags, no zip                 | no zip
          casino wheel                 |
          No lid and NO cup            | No lid;a;NO cup
          nota bene no                 |
          15 kg or 2kg                 | 15 kg;2kg
          x15 kg                       | 15 kg
          箱子不带盖                   | 不带盖
          """)
  void pattern_isFoundWhereAWordBegins(String text, String found) {
    List<String> all = new ArrayList<>();
    Matcher next = PHRASE.find(text, 0);
    while (next != null) {
      all.add(next.group());
      next = PHRASE.find(text, next.end());
    }
    assertThat(String.join(";", all)).isEqualTo(found == null ? "" : found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no, and no again, no         | 0;18
          yes, no                      | 5
          no thanks                    | 0
          """)
  void anchors_areTheEndsOfTheText_notOfWhatIsLeftOfIt(String text, String places) {
    Phrase first = Phrase.of("^ no \\b | \\b no $");
    assertThat(first.in(text).stream().map(place -> Integer.toString(place.start())))
        .containsExactly(places.split(";"));
  }
}
