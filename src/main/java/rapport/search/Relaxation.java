package rapport.search;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.chat.Constraints;
import rapport.chat.Money;
import rapport.chat.Relaxed;
import rapport.search.Retrieved.ProductHit;

/**
 * What to do when nothing good satisfies all that the shopper's words demand: give up one wish, the
 * one that costs least, and name it. What a filter demands, and what a shopper does not want, is
 * never given up.
 */
final class Relaxation {
  /** What giving up a wish costs; a price costs the share by which it is missed. */
  private static final double RATING = 0.2;

  private static final double COLOUR = 0.25;
  private static final double STOCK = 0.3;
  private static final double SIZE = 0.35;
  private static final double BRAND = 0.4;

  /** What fits so much better than the threshold is what was looked for, whatever else there is. */
  private static final double SURE = 4 / 3.0;

  private final Search search;
  private final double minScore;
  private final Function<Search, Future<Retrieved>> find;

  /**
   * @param minScore the least score that fits
   */
  Relaxation(Search search, double minScore, Function<Search, Future<Retrieved>> find) {
    this.search = search;
    this.minScore = minScore;
    this.find = find;
  }

  /**
   * {@code found} when something in it surely fits, or nothing fits clearly better without a wish:
   * who asks for a tent under 50 is not helped by a hammock.
   */
  Future<Retrieved> of(Retrieved found) {
    List<Wish> wishes = wishes();
    double best = found.best();
    if (wishes.isEmpty() || search.query().products() == 0 || best >= minScore * SURE) {
      return Future.succeededFuture(found);
    }
    List<Future<Retrieved>> without =
        wishes.stream().map(wish -> find.apply(search.wanting(wish.without))).toList();
    return Future.all(without).map(all -> cheapest(wishes, all.list(), best).orFound(found));
  }

  private Given cheapest(List<Wish> wishes, List<Retrieved> found, double best) {
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      if (found.get(i).best() * Retrieved.BESIDE_THE_BEST > best) {
        given.add(given(wishes.get(i), found.get(i)));
      }
    }
    return given.stream().min(Comparator.comparingDouble(Given::cost)).orElse(Given.NOTHING);
  }

  private Given given(Wish wish, Retrieved found) {
    if (!wish.name.endsWith("_price")) {
      ProductHit first =
          found.products().stream().filter(ProductHit::supported).findFirst().orElseThrow();
      return new Given(wish.cost, named(found, wish, wish.closest.apply(first)));
    }
    boolean most = wish.name.equals("max_price");
    Retrieved byPrice = PriceOrder.nearest(found, most);
    Money price = byPrice.products().getFirst().card().price();
    if (price == null) {
      return Given.NOTHING; // nothing that has a price fits: no other one would do
    }
    Constraints wanted = search.wanted();
    long limit = most ? orZero(wanted.maxPrice()) : orZero(wanted.minPrice());
    double missed = Math.abs(price.amount() - limit) / (double) Math.max(1, limit);
    return new Given(missed, named(byPrice, wish, price.display()));
  }

  private static long orZero(@Nullable Long price) {
    return price == null ? 0 : price;
  }

  private static Retrieved named(Retrieved found, Wish wish, String closest) {
    Relaxed relaxed = new Relaxed(wish.name, wish.wanted, closest);
    return found.understoodAs(found.understood().without(relaxed));
  }

  /** What the words demand and the filter does not. */
  private List<Wish> wishes() {
    Constraints wanted = search.wanted();
    Constraints demanded = search.demanded();
    List<Wish> wishes = new ArrayList<>();
    if (!demanded.hasPrice() && wanted.maxPrice() != null) {
      wishes.add(
          new Wish(
              "max_price",
              money(wanted.maxPrice()),
              wanted.withPrice(wanted.minPrice(), null),
              0,
              hit -> ""));
    }
    if (!demanded.hasPrice() && wanted.minPrice() != null) {
      wishes.add(
          new Wish(
              "min_price",
              money(wanted.minPrice()),
              wanted.withPrice(null, wanted.maxPrice()),
              0,
              hit -> ""));
    }
    if (demanded.brands().isEmpty() && !wanted.brands().isEmpty()) {
      wishes.add(
          new Wish(
              "brands",
              String.join(", ", wanted.brands()),
              wanted.withBrands(List.of()),
              BRAND,
              hit -> String.valueOf(hit.card().brand())));
    }
    if (!wanted.colours().isEmpty()) {
      String colours =
          wanted.colours().stream()
              .map(colour -> colour.named(search.asked()))
              .collect(Collectors.joining(", "));
      wishes.add(
          new Wish("colours", colours, wanted.withColours(List.of()), COLOUR, Relaxation::title));
    }
    if (!wanted.sizes().isEmpty()) {
      wishes.add(
          new Wish(
              "sizes",
              String.join(", ", wanted.sizes()),
              wanted.withSizes(List.of()),
              SIZE,
              Relaxation::title));
    }
    if (wanted.minRating() != null) {
      wishes.add(
          new Wish(
              "min_rating",
              wanted.minRating().toString(),
              wanted.withMinRating(null),
              RATING,
              Relaxation::rating));
    }
    if (!demanded.inStock() && wanted.inStock()) {
      wishes.add(
          new Wish(
              "in_stock",
              "in_stock",
              wanted.withInStock(false),
              STOCK,
              hit -> hit.card().availability().code()));
    }
    return wishes;
  }

  private static String title(ProductHit hit) {
    return hit.card().title();
  }

  private static String rating(ProductHit hit) {
    return hit.card().rating() == null ? "-" : Double.toString(hit.card().rating().value());
  }

  private String money(long amount) {
    String currency = search.shelf().currency();
    return currency == null ? Long.toString(amount) : new Money(amount, currency).display();
  }

  /** A wish, and what is wanted without it. */
  private record Wish(
      String name,
      String wanted,
      Constraints without,
      double cost,
      Function<ProductHit, String> closest) {}

  /** What is found when a wish is given up, and what that costs. */
  private record Given(double cost, @Nullable Retrieved found) {
    static final Given NOTHING = new Given(Double.MAX_VALUE, null);

    Retrieved orFound(Retrieved otherwise) {
      return found == null ? otherwise : found;
    }
  }
}
