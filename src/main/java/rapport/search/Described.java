package rapport.search;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rapport.chat.Card;
import rapport.chat.Colour;
import rapport.chat.Topic;
import rapport.search.Pointing.Pointed;
import rapport.words.Brands;

/** Finds cards by what their titles say of them: "the black one", "the Sony", a model's name. */
final class Described {
  private static final Pattern THE_ONE =
      Phrases.words(
          """
          \\b the \\s (?<before> (?: [\\w'-]+ \\s ){1,3} ) one \\b
          | \\b the \\s one \\s (?: in | from | by | with | for | made\\sby ) \\s (?: an?\\s | the\\s )? (?<after> [\\w'-]+ (?:\\s[\\w'-]+)? )
          | (?<zh> [\\p{IsHan}\\w\\s-]{1,12}? ) [那这] 一? %s
          """
              .formatted(Pointing.COUNTER));

  /** Without these, nothing is called "the one". */
  private static final Phrase ONE = Phrase.of("one\\b | [那这]");

  private static final Pattern BLANK = Pattern.compile("[\\s,，/()（）]+");
  private static final Pattern NAME = Pattern.compile("(?=.*[A-Z])[A-Za-z0-9-]{3,}");

  private final Brands brands;
  private final Predicate<String> isKind;

  Described(Brands brands, Predicate<String> isKind) {
    this.brands = brands;
    this.isKind = isKind;
  }

  Optional<Pointed> in(String asked, Topic topic) {
    return theOne(asked, topic)
        .or(() -> theBrand(asked, topic))
        .or(() -> named(asked, topic.shown()));
  }

  private Optional<Pointed> theOne(String asked, Topic topic) {
    if (ONE.find(asked, 0) == null) {
      return Optional.empty();
    }
    Matcher matcher = THE_ONE.matcher(asked);
    while (matcher.find()) {
      String words = words(matcher);
      List<Card> cards = fitting(words, topic.shown());
      if (!cards.isEmpty()) {
        return Optional.of(Pointed.surely(cards, matcher));
      }
    }
    return Optional.empty();
  }

  private static String words(Matcher matcher) {
    return Stream.of("before", "after", "zh")
        .map(group -> Optional.ofNullable(matcher.group(group)))
        .flatMap(Optional::stream)
        .map(words -> words.strip().replaceAll("的$", ""))
        .findFirst()
        .orElse("");
  }

  /** The cards whose brand, colour or title says {@code words}, unless all do. */
  private List<Card> fitting(String words, List<Card> shown) {
    Set<Colour> colours = Colour.in(words + "色");
    List<Brands.Mention> named = brands.in(words);
    List<Card> cards =
        shown.stream()
            .filter(card ->
                (colours.isEmpty() && named.isEmpty())
                    ? says(card, words)
                    : hasAll(card, colours, named))
            .toList();
    return cards.size() == shown.size() && cards.size() > 1 ? List.of() : cards;
  }

  private static boolean hasAll(Card card, Set<Colour> colours, List<Brands.Mention> named) {
    return (colours.isEmpty() || colours(card).containsAll(colours))
        && named.stream().allMatch(brand -> brand.brand().equalsIgnoreCase(card.brand()));
  }

  /** Titles in Chinese leave the 色 out: 午夜蓝. */
  private static Set<Colour> colours(Card card) {
    Set<Colour> colours = new HashSet<>();
    for (String word : BLANK.split(card.title())) {
      colours.addAll(Colour.in(word + "色"));
      colours.addAll(Colour.in(word));
    }
    return colours;
  }

  private static boolean says(Card card, String words) {
    String title = " " + BLANK.matcher(card.title().toLowerCase(Locale.ROOT)).replaceAll(" ");
    String[] parts = words.toLowerCase(Locale.ROOT).split("\\s+");
    boolean latin = words.chars().noneMatch(Character::isIdeographic);
    for (String part : parts) {
      if (part.length() < 2 || !title.contains(latin ? " " + part : part)) {
        return false;
      }
    }
    return true;
  }

  /** "Is the Sony waterproof": a brand after an article, and no kind of product after it. */
  private Optional<Pointed> theBrand(String asked, Topic topic) {
    for (Brands.Mention mention : brands.in(asked)) {
      String before = asked.substring(0, mention.start()).toLowerCase(Locale.ROOT);
      String[] after = asked.substring(mention.end()).strip().split("[^\\p{L}\\p{N}]+", 2);
      boolean thing = isKind.test(after[0].toLowerCase(Locale.ROOT));
      List<Card> cards = fitting(mention.brand(), topic.shown());
      if (before.endsWith("the ") && !thing && !cards.isEmpty()) {
        return Optional.of(
            new Pointed(
                cards, false, mention.start() - 4, mention.end(), "the " + mention.brand()));
      }
    }
    return Optional.empty();
  }

  /** A model's name: what follows the brand in a title. */
  private Optional<Pointed> named(String asked, List<Card> shown) {
    for (Card card : shown) {
      String name = name(card);
      int start = name.isEmpty() ? -1 : indexOf(asked, name);
      if (start >= 0 && isMeant(asked, start)) {
        List<Card> cards = shown.stream().filter(c -> name(c).equals(name)).toList();
        String longer = asked.substring(start);
        List<Card> exact = cards.stream().filter(c -> saysMore(c, name, longer)).toList();
        return Optional.of(
            new Pointed(
                exact.isEmpty() ? cards : exact, false, start, start + name.length(), name));
      }
    }
    return Optional.empty();
  }

  private String name(Card card) {
    String[] words = BLANK.split(card.title());
    int first = card.brand() != null && words[0].equalsIgnoreCase(card.brand()) ? 1 : 0;
    boolean named = first < words.length && NAME.matcher(words[first]).matches();
    return named && first > 0 && !isKind.test(words[first].toLowerCase(Locale.ROOT))
        ? words[first]
        : "";
  }

  private static int indexOf(String asked, String name) {
    String lower = asked.toLowerCase(Locale.ROOT);
    int start = lower.indexOf(name.toLowerCase(Locale.ROOT));
    int end = start + name.length();
    boolean whole =
        start >= 0
            && (start == 0 || !isLatin(lower.charAt(start - 1)))
            && (end >= lower.length() || !isLatin(lower.charAt(end)));
    return whole ? start : -1;
  }

  private static boolean isLatin(char c) {
    return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
  }

  /** An everyday word is a name with an article, with its capital, or among Chinese. */
  private static boolean isMeant(String asked, int start) {
    return asked.regionMatches(true, Math.max(0, start - 4), "the ", 0, 4)
        || (start > 0 && Character.isUpperCase(asked.charAt(start)))
        || asked.chars().anyMatch(Character::isIdeographic);
  }

  private static boolean saysMore(Card card, String name, String asked) {
    String title = card.title();
    String[] next = title.substring(title.indexOf(name) + name.length()).strip().split("[\\s,]+");
    String longer = name + " " + next[0];
    return asked.regionMatches(true, 0, longer, 0, longer.length());
  }
}
