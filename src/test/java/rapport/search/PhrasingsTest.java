package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.chat.Colour;
import rapport.chat.Constraints;
import rapport.chat.Constraints.Order;
import rapport.words.Brands;

/**
 * What shoppers type, and exactly what it demands: {@code constraints/phrasings.tsv}. Its notation:
 * parts apart by {@code ;}, each a word and its values apart by {@code ,}; prices in major units
 * ({@code price 20..50}); {@code -} demands nothing.
 *
 * <p>The rows of the set {@code build} were written before the reading, those of {@code aside}
 * after it. On their first run 0.970 of those kept aside were read exactly (English 50 of 50,
 * Chinese 47 of 50); what the other three showed was then mended (a range of bare numbers, 最多花,
 * 别给我推荐), so that a later figure says less.
 */
class PhrasingsTest {
  private static final String RESOURCE = "/constraints/phrasings.tsv";
  private static final double BAR = 0.95;

  private static final ConstraintReader ENGLISH =
      new ConstraintReader(
          "USD",
          new Brands(
              List.of(
                  "Sony",
                  "Samsung",
                  "Apple",
                  "HP",
                  "JBL",
                  "Bose",
                  "Logitech",
                  "Adidas",
                  "Nike",
                  "Canon",
                  "DELL",
                  "Lenovo",
                  "Anker",
                  "Philips",
                  "LG",
                  "Puma",
                  "Case Logic",
                  "Brother",
                  "Sharp",
                  "Black & Decker",
                  "Intel",
                  "TP-LINK",
                  "Kingston Technology",
                  "Garmin",
                  "Dyson",
                  "Bosch",
                  "Princess",
                  "Levi's",
                  "New Balance",
                  "Xiaomi")));
  private static final ConstraintReader CHINESE =
      new ConstraintReader(
          "CNY",
          new Brands(
              List.of(
                  "小米", "华为", "苹果", "索尼", "三星", "耐克", "阿迪达斯", "联想", "美的", "飞利浦", "戴尔", "罗技", "海尔",
                  "李宁", "安踏", "格力", "佳能", "惠普", "九阳", "优衣库", "JBL", "Bose", "Sony")));

  @ParameterizedTest
  @MethodSource("build")
  void phrasing_isReadExactly(Phrasing phrasing) {
    assertThat(phrasing.read()).isEqualTo(phrasing.expected);
  }

  @Test
  void phrasingsKeptAside_areReadExactlyAtTheBar() {
    List<Phrasing> aside = of("aside").toList();
    List<Phrasing> missed = aside.stream().filter(p -> !p.read().equals(p.expected)).toList();
    missed.forEach(p -> System.out.println("missed: " + p + "\n  read: " + p.read()));
    double rate = 1 - (double) missed.size() / aside.size();
    System.out.printf("phrasings kept aside, read exactly: %.3f of %d%n", rate, aside.size());
    assertThat(aside).hasSize(100);
    assertThat(rate).isGreaterThanOrEqualTo(BAR);
  }

  private static Stream<Phrasing> build() {
    return of("build");
  }

  private static Stream<Phrasing> of(String set) {
    try (InputStream in = PhrasingsTest.class.getResourceAsStream(RESOURCE)) {
      String rows = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return rows.lines()
          .skip(1)
          .map(row -> row.split("\t"))
          .filter(row -> row[0].equals(set))
          .map(row -> new Phrasing(row[1], row[2], constraints(row[3])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Constraints constraints(String notation) {
    Constraints read = Constraints.NONE;
    for (String part : notation.split("; ")) {
      int kindEnd = part.indexOf(' ', part.startsWith("not ") ? "not ".length() : 0);
      read =
          kindEnd < 0 ? read : with(read, part.substring(0, kindEnd), part.substring(kindEnd + 1));
    }
    return read;
  }

  private static Constraints with(Constraints read, String kind, String values) {
    List<String> list = Arrays.asList(values.split(", "));
    return switch (kind) {
      case "price" -> price(read, values);
      case "brand" -> read.withBrands(list);
      case "not brand" -> read.withNotBrands(list);
      case "colour" -> read.withColours(colours(list));
      case "not colour" -> read.withNotColours(colours(list));
      case "size" -> read.withSizes(list);
      case "without" -> read.withWithout(list);
      case "in" -> read.withInStock(true);
      case "rating" -> read.withMinRating(Double.valueOf(values));
      case "order" -> read.withOrder(Order.valueOf(values.toUpperCase(Locale.ROOT)));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Constraints price(Constraints read, String range) {
    String[] ends = range.split("\\.\\.", -1);
    return read.withPrice(minor(ends[0]), minor(ends[1]));
  }

  private static @Nullable Long minor(String major) {
    return major.isEmpty() ? null : new BigDecimal(major).movePointRight(2).longValueExact();
  }

  private static List<Colour> colours(List<String> names) {
    List<Colour> colours = new ArrayList<>();
    names.forEach(name -> colours.add(Colour.valueOf(name.toUpperCase(Locale.ROOT))));
    return colours;
  }

  private record Phrasing(String language, String question, Constraints expected) {
    Constraints read() {
      return (language.equals("zh") ? CHINESE : ENGLISH).read(question).constraints();
    }
  }
}
