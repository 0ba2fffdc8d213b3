package rapport.ingest;

import static rapport.ingest.Converter.LONGEST_NAME;
import static rapport.ingest.Converter.LONGEST_TEXT;
import static rapport.ingest.Converter.LONGEST_TITLE;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Product;
import rapport.chat.Availability;
import rapport.chat.Card.Rating;
import rapport.chat.Language;
import rapport.chat.Money;

/** A row's fields as a product. */
final class ProductFields {
  private static final BigDecimal BEST_RATING = BigDecimal.valueOf(5);

  private final Fields fields;
  private final Language language;

  ProductFields(Fields fields, Language language) {
    this.fields = fields;
    this.language = language;
  }

  Product product(FieldMap map) {
    Money regular = price(Target.PRICE);
    Money sale = price(Target.SALE_PRICE);
    boolean reduced = regular != null && sale != null && isLess(sale, regular);
    return new Product(
        fields.id(),
        language,
        Converter.required(fields, Target.TITLE, fields.line(Target.TITLE, LONGEST_TITLE)),
        fields.prose(Target.DESCRIPTION, LONGEST_TEXT),
        Links.safe(fields.line(Target.LINK, LONGEST_TEXT)),
        Links.safe(fields.line(Target.IMAGE_LINK, LONGEST_TEXT)),
        reduced || regular == null ? sale : regular,
        reduced ? regular : null,
        availability(),
        fields.line(Target.BRAND, LONGEST_NAME),
        category(),
        fields.line(Target.GTIN, LONGEST_NAME),
        rating(),
        Attributes.of(fields, map.attributes()));
  }

  private @Nullable Money price(Target target) {
    Object value = fields.value(target);
    return value == null ? null : new Prices(target, fields.rule(target), language).read(value);
  }

  private static boolean isLess(Money sale, Money regular) {
    if (!sale.currency().equals(regular.currency())) {
      throw new BadValue("sale_price", sale.display(), "in " + regular.currency() + ", as price");
    }
    return sale.amount() < regular.amount();
  }

  private Availability availability() {
    Object value = fields.value(Target.AVAILABILITY);
    return value == null
        ? Availability.IN_STOCK
        : Stock.read(value, fields.rule(Target.AVAILABILITY).inStockAbove());
  }

  private @Nullable String category() {
    String path = fields.line(Target.PRODUCT_TYPE, LONGEST_NAME);
    return path == null ? null : path.replaceAll("(\\s*[>›»]\\s*)+", " > ");
  }

  private @Nullable Rating rating() {
    BigDecimal value = number(Target.RATING, BEST_RATING, "a number from 0 to 5");
    BigDecimal most = BigDecimal.valueOf(Integer.MAX_VALUE);
    BigDecimal count = number(Target.RATING_COUNT, most, "a whole number");
    boolean nobodyRated = value != null && value.signum() == 0;
    return value == null || nobodyRated
        ? null
        : new Rating(
            value.setScale(2, RoundingMode.HALF_UP).doubleValue(),
            count == null ? 0 : count.intValue());
  }

  private @Nullable BigDecimal number(Target target, BigDecimal most, String expected) {
    Object value = fields.value(target);
    if (value == null) {
      return null;
    }
    BigDecimal number = Values.number(value);
    if (number == null || number.signum() < 0 || number.compareTo(most) > 0) {
      throw new BadValue(target.label(), Values.flat(value), expected);
    }
    return number;
  }
}
