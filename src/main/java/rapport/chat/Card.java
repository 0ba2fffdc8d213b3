package rapport.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as the shopper sees it, joined from the catalogue's row when it is sent. Nothing on it
 * comes from a model.
 *
 * @param price what it costs now
 * @param listPrice the regular price, when it costs less now
 * @param score how well it fits, 0 to 1
 * @param why facts of the row that answer the question
 */
public record Card(
    String id,
    String title,
    @Nullable String url,
    @Nullable String image,
    @Nullable Money price,
    @Nullable Money listPrice,
    @Nullable String brand,
    @Nullable String category,
    Availability availability,
    @Nullable Rating rating,
    double score,
    List<String> why) {
  public Card {
    why = List.copyOf(why);
  }

  /** The same card with its reasons. */
  public Card because(List<String> facts) {
    return new Card(
        id,
        title,
        url,
        image,
        price,
        listPrice,
        brand,
        category,
        availability,
        rating,
        score,
        facts);
  }

  /** The same card with how well it fits. */
  public Card scored(double fit) {
    return new Card(
        id, title, url, image, price, listPrice, brand, category, availability, rating, fit, why);
  }

  /** The same card without its prices. */
  Card unpriced() {
    return new Card(
        id, title, url, image, null, null, brand, category, availability, rating, score, why);
  }

  /**
   * @param value out of 5
   */
  public record Rating(double value, int count) {}
}
