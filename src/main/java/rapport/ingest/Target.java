package rapport.ingest;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog.Kind;

/** What a row can say about a product or an FAQ, by the names of Google's product feed. */
enum Target {
  ID,
  TITLE,
  DESCRIPTION,
  LINK,
  IMAGE_LINK,
  PRICE,
  SALE_PRICE,
  AVAILABILITY,
  BRAND,
  GTIN,
  PRODUCT_TYPE,
  RATING,
  RATING_COUNT,
  LOCALE,
  QUESTION,
  ANSWER,
  CATEGORY;

  private static final Set<Target> OF_PRODUCTS = EnumSet.range(ID, LOCALE);
  private static final Set<Target> OF_FAQS =
      EnumSet.of(ID, QUESTION, ANSWER, CATEGORY, LINK, LOCALE);

  static Set<Target> of(Kind kind) {
    return switch (kind) {
      case PRODUCT -> OF_PRODUCTS;
      case FAQ -> OF_FAQS;
    };
  }

  /** The target of that name, or null when rows of this kind have none. */
  static @Nullable Target named(String name, Kind kind) {
    return of(kind).stream().filter(t -> t.label().equals(name)).findFirst().orElse(null);
  }

  static String names(Kind kind) {
    return of(kind).stream().map(Target::label).collect(Collectors.joining(", "));
  }

  /** As feeds write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Other names it is taken from when the row does not have its own. */
  List<String> alsoKnownAs() {
    return switch (this) {
      case LINK -> List.of("url");
      case IMAGE_LINK -> List.of("image");
      case AVAILABILITY -> List.of("stock", "quantity");
      case PRODUCT_TYPE -> List.of("category");
      default -> List.of();
    };
  }

  boolean isPrice() {
    return this == PRICE || this == SALE_PRICE;
  }

  /** Of several pictures, links or numbers the first is the main one; of several texts none is. */
  boolean takesFirst() {
    return this == LINK || this == IMAGE_LINK || this == GTIN;
  }
}
