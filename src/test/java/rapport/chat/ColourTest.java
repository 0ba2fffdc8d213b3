package rapport.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.chat.Colour.BLACK;
import static rapport.chat.Colour.GOLD;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {
  @ParameterizedTest
  @CsvSource({
    "jet black,BLACK",
    "Off-White,WHITE",
    "gray,GREY",
    "navy,BLUE",
    "rose gold,GOLD",
    "粉红色,PINK",
    "藏青色,BLUE",
    "蓝绿色,TURQUOISE",
    "玫瑰金,GOLD",
    "半透明,TRANSPARENT",
    "黑色,BLACK"
  })
  void name_isOneColour(String name, Colour colour) {
    assertThat(Colour.in("a " + name + " hat")).containsExactly(colour);
  }

  @ParameterizedTest
  @ValueSource(strings = {"白酒", "红包", "blackout", "tangible", "infrared", ""})
  void partOfAnotherWord_isNoColour(String text) {
    assertThat(Colour.in(text)).isEmpty();
  }

  @Test
  void mentions_areInOrderWithTheirPlaces() {
    assertThat(Colour.mentions("rose gold or black"))
        .containsExactly(new Colour.Mention(GOLD, 0, 9), new Colour.Mention(BLACK, 13, 18));
  }
}
