package rapport.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import rapport.chat.Colour;
import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.search.Filters.Only;
import rapport.search.Shop.Item;
import rapport.words.Analyzer;
import rapport.words.Facets;

/**
 * A question with what its rows must satisfy, and what that means, said without SQL.
 *
 * @param text what is looked for
 */
record Demand(String text, Constraints wanted, Only only) {
  private static final Analyzer ANALYZER = Analyzer.of(Language.ENGLISH);
  private static final List<String> TEXTS =
      List.of(
          "laptop",
          "wireless mouse",
          "something for a present",
          "toner for a laser printer",
          "headphones",
          "usb cable 2 m",
          "a small tent",
          "desk lamp",
          "camera with zoom",
          "hdmi adapter");

  boolean passes(Item item) {
    return passesNumbers(item) && passesNames(item) && passesWords(item) && passesIds(item);
  }

  private boolean passesNumbers(Item item) {
    return (wanted.minPrice() == null
            || (item.price() != null && item.price() >= wanted.minPrice()))
        && (wanted.maxPrice() == null
            || (item.price() != null && item.price() <= wanted.maxPrice()))
        && (!wanted.inStock() || item.inStock())
        && (wanted.minRating() == null
            || (item.rating() != null && item.rating() >= wanted.minRating().floatValue()));
  }

  private boolean passesNames(Item item) {
    String category = wanted.category();
    return (wanted.brands().isEmpty() || isOneOf(wanted.brands(), item.brand()))
        && !isOneOf(wanted.notBrands(), item.brand())
        && (category == null
            || (item.category() != null && lower(item.category()).startsWith(lower(category))));
  }

  private boolean passesWords(Item item) {
    return (wanted.colours().isEmpty() || hasColour(item, wanted.colours()))
        && !hasColour(item, wanted.notColours())
        && (wanted.sizes().isEmpty()
            || wanted.sizes().stream()
                .anyMatch(size ->
                    item.terms().contains(size) || item.terms().contains(Facets.size(size))))
        && wanted.without().stream()
            .flatMap(words -> ANALYZER.words(words).stream())
            .noneMatch(item.terms()::contains);
  }

  private boolean passesIds(Item item) {
    return (only.these().isEmpty() || only.these().contains(item.id()))
        && !only.notThese().contains(item.id());
  }

  private static boolean hasColour(Item item, List<Colour> colours) {
    return colours.stream().map(Facets::colour).anyMatch(item.terms()::contains);
  }

  private static boolean isOneOf(List<String> names, @Nullable String name) {
    return name != null && names.stream().anyMatch(one -> lower(one).equals(lower(name)));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  Demand with(Only others) {
    return new Demand(text, wanted, others);
  }

  // --- at random -------------------------------------------------------------------------------

  /**
   * A few demands at once, each of which one row satisfies that is mostly the same one; sometimes
   * another, so that together they may leave nothing.
   */
  static Demand draw(Random random, List<Item> items) {
    Item first = any(random, items);
    List<Integer> parts = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    Collections.shuffle(parts, random);
    Constraints wanted = Constraints.NONE;
    Only only = Only.ANY;
    for (int part : parts.subList(0, random.nextInt(4))) {
      Item item = random.nextInt(6) == 0 ? any(random, items) : first;
      wanted = add(part, wanted, item, random, items);
      if (part == 9) {
        only = ids(item, random, items);
      }
    }
    String text =
        random.nextBoolean() ? some(any(random, items).title(), random) : any(random, TEXTS);
    return new Demand(text, wanted, only);
  }

  /** Two to all of a title's words, in their order. */
  private static String some(String title, Random random) {
    List<String> words = Arrays.asList(title.split(" ", -1));
    int first = random.nextInt(Math.max(1, words.size() - 1));
    int count = random.nextInt(2, Math.max(3, words.size() + 1));
    return String.join(" ", words.subList(first, Math.min(words.size(), first + count)));
  }

  private static Constraints add(
      int part, Constraints wanted, Item item, Random random, List<Item> items) {
    return switch (part) {
      case 0 -> price(wanted, item, random);
      case 1 -> wanted.withBrands(brands(item, items, random));
      case 2 -> wanted.withNotBrands(brands(item, items, random));
      case 3 -> wanted.withCategory(category(item, random));
      case 4 -> wanted.withColours(colours(item, random));
      case 5 -> wanted.withNotColours(List.of(any(random, Arrays.asList(Colour.values()))));
      case 6 -> wanted.withInStock(true);
      case 7 -> wanted.withMinRating(random.nextInt(20, 52) / 10.0);
      case 8 -> words(wanted, any(random, items), random);
      default -> wanted;
    };
  }

  /** From one price alone to nearly all there are. */
  private static Constraints price(Constraints wanted, Item item, Random random) {
    if (item.price() == null) {
      return wanted.withPrice(random.nextLong(100_000), null);
    }
    double share = any(random, List.of(0.0, 0.002, 0.02, 0.1, 0.5, 0.9));
    Long min = random.nextInt(4) == 0 ? null : (long) (item.price() * (1 - share));
    Long max = random.nextInt(4) == 0 ? null : (long) (item.price() * (1 + share));
    return wanted.withPrice(min, max);
  }

  private static List<String> brands(Item item, List<Item> items, Random random) {
    List<String> brands = new ArrayList<>();
    if (item.brand() != null) {
      brands.add(random.nextBoolean() ? item.brand() : item.brand().toUpperCase(Locale.ROOT));
    }
    for (int more = random.nextInt(3); more > 0; more--) {
      String other = any(random, items).brand();
      brands.add(other == null ? "Nobody's" : other);
    }
    return brands;
  }

  private static @Nullable String category(Item item, Random random) {
    if (item.category() == null) {
      return "Nothing > of that kind";
    }
    return random.nextBoolean() ? item.category() : lower(item.category().split(" > ", -1)[0]);
  }

  private static List<Colour> colours(Item item, Random random) {
    List<Colour> own =
        Arrays.stream(Colour.values()).filter(colour -> hasColour(item, List.of(colour))).toList();
    return own.isEmpty() ? List.of(any(random, Arrays.asList(Colour.values()))) : own;
  }

  /** Without a word of another row's title, or in one of its sizes. */
  private static Constraints words(Constraints wanted, Item item, Random random) {
    String word = any(random, Arrays.asList(item.title().split(" ", -1)));
    List<String> sizes =
        item.terms().stream().filter(term -> term.matches("(size:.*|\\d+(gb|in|cm))")).toList();
    return sizes.isEmpty() || random.nextBoolean()
        ? wanted.withWithout(List.of(word))
        : wanted.withSizes(List.of(any(random, sizes).replace("size:", "")));
  }

  private static Only ids(Item item, Random random, List<Item> items) {
    List<String> ids = new ArrayList<>(List.of(item.id()));
    for (int more = any(random, List.of(0, 5, 50, 500)); more > 0; more--) {
      ids.add(any(random, items).id());
    }
    return random.nextBoolean() ? new Only(ids, List.of()) : new Only(List.of(), ids);
  }

  private static <T> T any(Random random, Collection<T> of) {
    return List.copyOf(of).get(random.nextInt(of.size()));
  }
}
