package rapport.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.chat.Card;
import rapport.chat.Colour;
import rapport.chat.Constraints;
import rapport.chat.Constraints.Order;
import rapport.chat.Money;
import rapport.chat.Topic;
import rapport.words.Brands;
import rapport.words.Sizes;

/**
 * What a short question changes about a topic's constraints: "cheaper", "in black", "any brand is
 * fine". Each piece that is understood is cut from the question.
 */
final class Wishes {
  /** A limit is one minor unit beside the price it excludes. */
  private static final int JUST = 1;

  private static final Pattern NOT =
      Pattern.compile(
          "(?:\\b(?:not?|without|except|but not|anything but|other than|don'?t (?:want|like)|hate|"
              + "instead of|rather than)(?: (?:in|from|by|the|any))?|不要|不想要|不喜欢|除了|不是|别|非|不)\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_NOT = 20;
  private static final Pattern SHORT_COLOUR = Pattern.compile("[黑白灰银红蓝绿黄橙紫粉棕金](?=的|$)");
  private static final Pattern SIZE =
      Phrases.words(
          """
          (?: \\bin\\s )? \\b sizes? \\s (?<en> \\d{1,2} (?:\\.5)? | x{0,3}[sml] | small | medium | large )\\b
          | (?<zh> \\d{2} (?:\\.5)? | [xX]{0,3}[sSmMlL] ) \\s? (?: [码号] )
          """);
  private static final Phrase BEST_RATED =
      Phrase.of(
          """
          \\b (?: best | top | highest ) [\\s-]? (?: rated | ratings? | reviewed | reviews? )\\b | \\b most \\s popular \\b
          | (?: 评分 | 评价 | 口碑 ) 最?[高好] 的?
          """);
  private static final Phrase CHEAPEST =
      Phrase.of(
          "\\b (?: the\\s )? (?: cheapest | least\\sexpensive | lowest\\spriced? )\\b | 最便宜 的?");
  private static final Phrase DEAREST =
      Phrase.of("\\b (?: the\\s )? (?: most\\sexpensive | priciest | dearest )\\b | 最贵 的?");

  private static final Phrase ASPECT =
      Phrase.of(
          """
          \\b (?: what | which ) \\s (?: colou?rs? | sizes | brands )\\b (?: \\s (?: do | are | have | has | you | they | there | is | it | come | in | available | got )\\b )* \\W* $
          | (?: 都 )? 有? (?: 什么 | 哪些 | 哪几种 | 几种 | 几个 ) (?: 颜色 | 尺码 | 品牌 | 牌子 ) 的? [吗呢?？]* $
          """);

  private final Topic topic;
  private final List<Card> beside;
  private final Remainder text;
  private Constraints constraints;
  private final List<String> reasons = new ArrayList<>();
  private boolean isRelative;
  private int at;
  private boolean isVariant;
  private boolean more;

  /**
   * @param beside the cards that "cheaper" compares with
   */
  Wishes(String text, Topic topic, List<Card> beside) {
    this.text = new Remainder(text);
    this.topic = topic;
    this.beside = beside;
    this.constraints = topic.constraints();
  }

  /** Reads everything; what the whole question's {@code stated} constraints say goes first. */
  Constraints read(Constraints stated, Brands brands) {
    readDropped();
    readOthers();
    if (text.has(ASPECT)) {
      relate("what there is of it");
    }
    readOrder();
    readPrice();
    readBrands(brands);
    readColours();
    readSizes();
    more = text.has(Relative.MORE);
    if (more) {
      relate("not what was shown");
    }
    return merged(stated);
  }

  boolean changesAnything() {
    return !reasons.isEmpty();
  }

  /** Whether it compares with what was shown, so that the topic may be named again. */
  boolean isRelative() {
    return isRelative;
  }

  /** Whether it names a colour or a size. */
  boolean isVariant() {
    return isVariant;
  }

  boolean wantsMore() {
    return more;
  }

  String reason() {
    return String.join(", ", reasons);
  }

  /** What is left; beside a comparison another clause is talk, unless it names a thing. */
  String unread(Predicate<String> isKind) {
    return isRelative() ? Clauses.around(text.toString(), at, isKind) : text.toString();
  }

  private void readDropped() {
    for (Dropped slot : Dropped.values()) {
      if (text.has(slot.any())) {
        constraints = slot.drop(constraints);
        relate("any " + slot.code());
      }
    }
  }

  private void readOthers() {
    if (text.has(Dropped.BRAND.other())) {
      Collection<String> old =
          constraints.brands().isEmpty() ? shownBrands() : constraints.brands();
      exclude(old);
      relate("another brand");
    }
    if (text.has(Dropped.COLOUR.other())) {
      List<Colour> old = constraints.colours();
      constraints =
          constraints.withColours(List.of()).withNotColours(union(constraints.notColours(), old));
      relate("another colour");
    }
  }

  private List<String> shownBrands() {
    return topic.shown().stream().map(Card::brand).filter(Objects::nonNull).distinct().toList();
  }

  private void readOrder() {
    order(BEST_RATED, Order.BEST_RATED);
    order(CHEAPEST, Order.CHEAPEST);
    order(DEAREST, Order.DEAREST);
  }

  private void order(Phrase words, Order order) {
    if (text.has(words)) {
      constraints = constraints.withOrder(order);
      reasons.add("order " + order);
    }
  }

  private void readPrice() {
    if (text.has(Relative.CHEAPER)) {
      cheaper(prices().reduce((one, other) -> one.amount() <= other.amount() ? one : other));
    }
    if (text.has(Relative.DEARER)) {
      dearer(prices().reduce((one, other) -> one.amount() >= other.amount() ? one : other));
    }
  }

  private Stream<Money> prices() {
    return beside.stream().map(Card::price).filter(Objects::nonNull);
  }

  private void cheaper(Optional<Money> cheapest) {
    constraints =
        cheapest
            .map(price -> constraints.withPrice(null, Math.max(0, price.amount() - JUST)))
            .orElseGet(() -> constraints.withOrder(Order.CHEAPEST));
    relate(
        cheapest
            .map(price -> "cheaper than " + price.display() + ", the cheapest shown")
            .orElse("the cheapest first"));
  }

  /** A budget stays as long as something fits between. */
  private void dearer(Optional<Money> dearest) {
    @Nullable Long budget = constraints.maxPrice();
    constraints =
        dearest
            .map(price -> {
              long least = price.amount() + JUST;
              return constraints.withPrice(least, budget != null && budget > least ? budget : null);
            })
            .orElseGet(() -> constraints.withOrder(Order.DEAREST));
    relate(
        dearest
            .map(price -> "dearer than " + price.display() + ", the dearest shown")
            .orElse("the dearest first"));
  }

  private void readBrands(Brands brands) {
    Set<String> wanted = new LinkedHashSet<>();
    Set<String> unwanted = new LinkedHashSet<>();
    for (Brands.Mention mention : brands.in(text.toString())) {
      (cutNot(mention.start()) ? unwanted : wanted).add(mention.brand());
      text.cut(mention.start(), mention.end());
      reasons.add("brand " + mention.brand());
    }
    if (!wanted.isEmpty()) {
      constraints =
          constraints
              .withBrands(List.copyOf(wanted))
              .withNotBrands(without(constraints.notBrands(), wanted));
    }
    exclude(unwanted);
  }

  private void exclude(Collection<String> brands) {
    constraints =
        constraints
            .withBrands(without(constraints.brands(), brands))
            .withNotBrands(union(constraints.notBrands(), brands));
  }

  private void readColours() {
    Set<Colour> wanted = new LinkedHashSet<>();
    Set<Colour> unwanted = new LinkedHashSet<>();
    for (Colour.Mention mention : Colour.mentions(text.toString())) {
      (cutNot(mention.start()) ? unwanted : wanted).add(mention.colour());
      text.cut(mention.start(), mention.end());
    }
    MatchResult bare = text.cut(SHORT_COLOUR);
    if (bare != null) {
      (cutNot(bare.start()) ? unwanted : wanted).addAll(Colour.in(bare.group() + "色"));
    }
    apply(wanted, unwanted);
  }

  private void apply(Set<Colour> wanted, Set<Colour> unwanted) {
    if (!wanted.isEmpty()) {
      constraints =
          constraints
              .withColours(List.copyOf(wanted))
              .withNotColours(without(constraints.notColours(), wanted));
      isVariant = true;
      reasons.add("colour " + wanted);
    }
    if (!unwanted.isEmpty()) {
      constraints =
          constraints
              .withColours(without(constraints.colours(), unwanted))
              .withNotColours(union(constraints.notColours(), unwanted));
      reasons.add("not " + unwanted);
    }
  }

  /** Whether a "not" stands before {@code position}; it is cut. */
  private boolean cutNot(int position) {
    int from = Math.max(0, position - LONGEST_NOT);
    Matcher not = NOT.matcher(text.toString()).region(from, position);
    if (!not.find()) {
      return false;
    }
    text.cut(not.start(), not.end());
    return true;
  }

  private void readSizes() {
    MatchResult size = text.cut(SIZE);
    if (size != null) {
      String named = size.group("en") == null ? size.group("zh") : size.group("en");
      constraints = constraints.withSizes(List.of(Sizes.normal(named)));
      isVariant = true;
      reasons.add("size " + named);
    }
  }

  private Constraints merged(Constraints stated) {
    if (!stated.equals(Constraints.NONE)) {
      reasons.add("as stated");
    }
    Constraints both =
        stated.withNotBrands(List.of()).withNotColours(List.of()).orElse(constraints);
    // What is denied now is no longer wanted.
    return both.withBrands(without(both.brands(), stated.notBrands()))
        .withColours(without(both.colours(), stated.notColours()))
        .withNotBrands(union(constraints.notBrands(), stated.notBrands()))
        .withNotColours(union(constraints.notColours(), stated.notColours()));
  }

  private void relate(String reason) {
    isRelative = true;
    at = text.lastCut();
    reasons.add(reason);
  }

  private static <T> List<T> union(List<T> some, Collection<T> others) {
    Set<T> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  private static <T> List<T> without(List<T> all, Collection<T> some) {
    return all.stream().filter(one -> !some.contains(one)).toList();
  }
}
