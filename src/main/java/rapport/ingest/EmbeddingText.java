package rapport.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Faq;
import rapport.catalog.Product;

/**
 * What of a row is embedded. Short, since encoding costs as many steps as there are words: what
 * names the product first, then what tells it apart, then how its description begins. Price and
 * stock are never part of it.
 */
final class EmbeddingText {
  private static final int LONGEST = 500;
  private static final int LONGEST_ANSWER = 1_000;
  private static final int LONGEST_BRAND = 60;
  private static final int MOST_ATTRIBUTES = 8;
  private static final int LONGEST_VALUE = 40;
  private static final int CATEGORY_LEVELS = 2;
  private static final Pattern TELLING =
      Pattern.compile(
          "(?i).*\\b(colou?rs?|materials?|fabric)\\b.*"
              + "|((product|item) )?(type|size|style|gender|pattern|flavou?r)"
              + "|.*(颜色|材质|尺寸|类型|款式|面料|适用|口味|风格).*");
  private static final Pattern NOISE = Pattern.compile("(?i)[\\P{L}]*|yes|no|y|n|n/?a|not .*|none");

  /** A number with its unit tells little: {@code 0 - 35}, {@code 230 V}, {@code 5.5 kg}. */
  private static final Pattern MEASURE = Pattern.compile("[\\d.,/x×\\s-]+\\p{L}{0,3}");

  private EmbeddingText() {}

  static String of(Product product) {
    StringBuilder text = new StringBuilder(product.title());
    String brand = product.brand();
    if (brand != null && !containsIgnoringCase(product.title(), brand)) {
      add(text, PlainText.cut(brand, LONGEST_BRAND));
    }
    add(text, lastLevels(product.category()));
    add(text, attributes(product.attributes()));
    String description = product.description();
    if (description != null && !description.equals(product.title())) {
      add(text, description);
    }
    add(text, prose(product.attributes()));
    return PlainText.cut(text.toString(), LONGEST);
  }

  static String question(Faq faq) {
    return PlainText.cut(faq.question(), LONGEST);
  }

  static String answer(Faq faq) {
    return PlainText.cut(faq.answer(), LONGEST_ANSWER);
  }

  private static void add(StringBuilder text, @Nullable String part) {
    if (part != null && !part.isEmpty()) {
      text.append(text.length() > 0 ? "\n" : "").append(part);
    }
  }

  private static @Nullable String lastLevels(@Nullable String category) {
    if (category == null) {
      return null;
    }
    List<String> levels = List.of(category.split(" > "));
    return String.join(
        ", ", levels.subList(Math.max(0, levels.size() - CATEGORY_LEVELS), levels.size()));
  }

  private static String attributes(Map<String, String> attributes) {
    return Stream.concat(
            attributes.entrySet().stream().filter(EmbeddingText::isTelling),
            attributes.entrySet().stream().filter(e -> !isTelling(e)))
        .filter(e -> isWorthWords(e.getValue()))
        .limit(MOST_ATTRIBUTES)
        .map(e -> e.getKey() + ": " + e.getValue())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  /** Attributes that are sentences, such as how to care for it: they fill the room that is left. */
  private static String prose(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .filter(e -> e.getValue().length() > LONGEST_VALUE)
        .map(e -> e.getKey() + ": " + e.getValue())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private static boolean isTelling(Map.Entry<String, String> attribute) {
    return TELLING.matcher(attribute.getKey()).matches();
  }

  private static boolean isWorthWords(String value) {
    return value.length() <= LONGEST_VALUE
        && !NOISE.matcher(value).matches()
        && !MEASURE.matcher(value).matches();
  }

  private static boolean containsIgnoringCase(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
