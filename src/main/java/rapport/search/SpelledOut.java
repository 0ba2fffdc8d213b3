package rapport.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import rapport.chat.Colour;
import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.chat.Topic;
import rapport.words.Brands;

/**
 * A follow-up as one would ask it without the conversation: "in black" after "do you have Veyla
 * headphones?" becomes "black Veyla headphones". What is demanded anyway helps to tell the rows
 * apart that satisfy it.
 */
final class SpelledOut {
  private static final Pattern FRAME =
      Phrases.words(
          """
          ^ \\s* (?: (?: hi | hello | hey | please | so | ok )\\b [\\s,!]* )*
            (?: (?: do \\s you | you ) \\s (?: have | sell | carry | stock | got ) | have \\s you \\s got | (?: are | is ) \\s there
              | (?: please \\s )? (?: show | find | get ) \\s me | (?: can | could ) \\s i \\s (?: see | get | have )
              | (?: i (?: 'm | \\s am ) \\s )? looking \\s for | i (?: 'd | \\s would ) \\s like | i \\s (?: want | need ) (?: \\s to \\s buy )? )\\b
            \\s* (?: (?: any | some | an? | the | your )\\b \\s* )?
          | ^ \\s* (?: 请问 | 你们 | 你好 | [，,\\s] )* (?: 有没有 | 有 (?! 线 ) | 我?想?要?买 | 我?想要 | 我?要 | 推荐 ) (?: 一?[个款些件双] )?
          """);

  private static final Pattern END = Pattern.compile("(?:[?!.？！。\\s]|(?<=\\p{IsHan})[吗呢么])+$");
  private static final Pattern ARTICLE = Phrases.words("^ (?: an? | the | some | any ) \\s+");

  /** A feature that stands after its thing. */
  private static final Pattern AFTER =
      Phrases.words(
          "^ (?: with | without | for | in | on | of | at | to | by | from | that | which | and | made | as | like | under | over )\\b | \\S+ \\s+ \\S+ \\s+ \\S+");

  private final Topic topic;
  private final Constraints wanted;
  private final Brands brands;
  private final boolean chinese;

  private SpelledOut(Topic topic, Constraints wanted, Brands brands, Language language) {
    this.topic = topic;
    this.wanted = wanted;
    this.brands = brands;
    this.chinese = language.equals(Language.CHINESE);
  }

  /**
   * @param language the catalogue's
   */
  static String of(FollowUp meant, Topic topic, Brands brands, Language language) {
    return meant.text().startsWith(topic.text())
        ? new SpelledOut(topic, meant.constraints(), brands, language)
            .with(meant.text().substring(topic.text().length()).strip(), language)
        : meant.text();
  }

  private String with(String feature, Language language) {
    String thing = thing();
    List<String> words = new ArrayList<>();
    boolean after = !chinese && AFTER.matcher(feature).find();
    if (!feature.isEmpty() && !after) {
      words.add(chinese && !feature.endsWith("的") ? feature + "的" : feature);
    }
    wanted.colours().forEach(colour -> words.add(colour.named(language)));
    words.addAll(wanted.brands());
    words.add(words.isEmpty() ? thing : ARTICLE.matcher(thing).replaceFirst(""));
    if (after) {
      words.add(feature);
    }
    return String.join(chinese ? "" : " ", words);
  }

  /** What the topic is about, without what is said anew and what is wanted no more. */
  private String thing() {
    String framed = topic.text();
    String bare = END.matcher(FRAME.matcher(framed).replaceFirst("")).replaceFirst("");
    String thing = withoutColours(withoutBrands(bare)).replaceAll("\\s+", " ").strip();
    return thing.isEmpty() ? framed : thing;
  }

  private String withoutBrands(String text) {
    Remainder rest = new Remainder(text);
    brands.in(text).stream()
        .filter(m ->
            isOld(m.brand(), topic.constraints().brands(), wanted.brands(), wanted.notBrands()))
        .forEach(mention -> rest.cut(mention.start(), mention.end()));
    return rest.toString();
  }

  private String withoutColours(String text) {
    Remainder rest = new Remainder(text);
    Colour.mentions(text).stream()
        .filter(m ->
            isOld(m.colour(), topic.constraints().colours(), wanted.colours(), wanted.notColours()))
        .forEach(mention -> rest.cut(mention.start(), mention.end()));
    return rest.toString();
  }

  private static <T> boolean isOld(
      T named, Collection<T> before, Collection<T> now, Collection<T> unwanted) {
    return !now.isEmpty() || before.contains(named) || unwanted.contains(named);
  }
}
