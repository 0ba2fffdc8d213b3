package rapport.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Language;
import rapport.chat.Money;

/**
 * One product in one language, as its feed has it. Texts are plain (no HTML, no U+0000).
 *
 * @param id the shop's own, unique within a language
 * @param price what it costs now, or null when the feed has none
 * @param listPrice the regular price when {@code price} is a sale price
 * @param category levels from broad to narrow, separated by {@code " > "}
 * @param attributes everything else the feed says, in its order
 */
public record Product(
    String id,
    Language language,
    String title,
    @Nullable String description,
    @Nullable String url,
    @Nullable String image,
    @Nullable Money price,
    @Nullable Money listPrice,
    Availability availability,
    @Nullable String brand,
    @Nullable String category,
    @Nullable String gtin,
    Card.@Nullable Rating rating,
    Map<String, String> attributes) {
  public Product {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
