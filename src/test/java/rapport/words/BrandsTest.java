package rapport.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrandsTest {
  private static final Brands BRANDS =
      new Brands(
          List.of(
              "HP",
              "Sony",
              "Philips",
              "Philips AVENT",
              "TP-LINK",
              "Levi's",
              "StarTech.com",
              "Kingston Technology",
              "Black & Decker",
              "X",
              "小米"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SONY headphones      | Sony
          sony's               | Sony
          philips avent bottle | Philips AVENT
          philips lamp         | Philips
          tp link router       | TP-LINK
          tplink               | TP-LINK
          levis jeans          | Levi's
          startech cable       | StarTech.com
          kingston             | Kingston Technology
          black and decker     | Black & Decker
          买小米手机           | 小米
          Sony耳机             | Sony
          an X                 | X
          """)
  void brand_isFoundHoweverItIsWritten(String text, String brand) {
    assertThat(BRANDS.in(text)).extracting(Brands.Mention::brand).containsExactly(brand);
  }

  @Test
  void nameWithinAWord_isNoBrand() {
    assertThat(BRANDS.in("php, hp2, xsony")).isEmpty();
  }

  @Test
  void mentions_areInOrderWithTheirPlaces() {
    assertThat(BRANDS.in("hp or Sony"))
        .containsExactly(new Brands.Mention("HP", 0, 2), new Brands.Mention("Sony", 6, 10));
  }
}
