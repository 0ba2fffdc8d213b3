package rapport.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          15.6 inch laptop | 15.6in
          15.6" laptop     | 15.6in
          15.60英寸        | 15.6in
          一台55寸电视     | 55in
          a 15 in laptop   | 15in
          15in             | 15in
          24-inch          | 24in
          128 GB           | 128gb
          128G手机         | 128gb
          4G内存           | 4gb
          2T硬盘           | 2tb
          500毫升          | 500ml
          1,5 l            | 1.5l
          500g coffee      | 500g
          2 kilos          | 2kg
          20000mAh         | 20000mah
          """)
  void measure_hasOneNormalForm(String text, String size) {
    assertThat(Sizes.measures(text)).extracting(Sizes.Mention::size).containsExactly(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 in 1",
        "3 in stock",
        "a 3-in-1 charger",
        "WH-1000 m",
        "5G手机",
        "1.2.3 m",
        "9 months"
      })
  void numberOfSomethingElse_isNoMeasure(String text) {
    assertThat(Sizes.measures(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"XL,xl", "Medium,m", "2XL,xxl", "extra large,xl", "42,42", "8.50,8.5", " M ,m"})
  void sizesName_hasOneNormalForm(String name, String size) {
    assertThat(Sizes.normal(name)).isEqualTo(size);
  }
}
