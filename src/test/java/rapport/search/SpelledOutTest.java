package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.chat.Colour;
import rapport.chat.Constraints;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.Topic;
import rapport.words.Brands;

class SpelledOutTest {
  private static final Brands BRANDS = new Brands(List.of("Veyla", "Korrum"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | headphones                         |       |        |            | BLACK | Korrum | black Korrum headphones
          en | Do you have a tent for two people? |       |        |            | GREEN |        | green tent for two people
          en | Do you have headphones?            |       |        |            |       |        | headphones
          en | I'm looking for a warm blanket     |       |        |            |       |        | warm blanket
          en | a sleeping bag                     |       |        |            |       |        | a sleeping bag
          en | a sleeping bag                     |       |        |            | RED   |        | red sleeping bag
          en | black Veyla headphones             | BLACK | Veyla  |            | BLUE  | Veyla  | blue Veyla headphones
          en | black Veyla headphones             | BLACK | Veyla  |            | BLACK | Korrum | black Korrum headphones
          en | black Veyla headphones             | BLACK | Veyla  |            |       | Veyla  | Veyla headphones
          en | black bread knife                  |       |        |            |       |        | black bread knife
          en | bluetooth speakers                 |       |        | waterproof |       |        | waterproof bluetooth speakers
          en | bluetooth speakers                 |       |        | for a bike | WHITE |        | white bluetooth speakers for a bike
          en | do you have any?                   |       |        |            |       |        | do you have any?
          zh | 有蓝牙耳机吗                       |       |        |            | BLACK | Veyla  | 黑色Veyla蓝牙耳机
          zh | 黑色Veyla耳机                      | BLACK | Veyla  |            | WHITE | Veyla  | 白色Veyla耳机
          zh | 枕头                               |       |        | 软一些     |       |        | 软一些的枕头
          zh | 我想买一双跑鞋                     |       |        | 防水的     |       |        | 防水的跑鞋
          zh | 有线耳机                           |       |        |            |       |        | 有线耳机
          """)
  void followUp_isAskedAsOneWouldAskItAlone(
      String language,
      String text,
      @Nullable Colour colourBefore,
      @Nullable String brandBefore,
      @Nullable String feature,
      @Nullable Colour colour,
      @Nullable String brand,
      String spelledOut) {
    Topic topic = new Topic(text, wanted(colourBefore, brandBefore), List.of(), List.of(), 0);
    FollowUp meant = refined(feature == null ? text : text + " " + feature, wanted(colour, brand));
    assertThat(SpelledOut.of(meant, topic, BRANDS, new Language(language))).isEqualTo(spelledOut);
  }

  private static Constraints wanted(@Nullable Colour colour, @Nullable String brand) {
    return Constraints.NONE
        .withColours(Stream.ofNullable(colour).toList())
        .withBrands(Stream.ofNullable(brand).toList());
  }

  private static FollowUp refined(String text, Constraints constraints) {
    return new FollowUp(Following.REFINED, text, constraints, List.of(), List.of(), "");
  }
}
