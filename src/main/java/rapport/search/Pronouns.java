package rapport.search;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapport.chat.Card;
import rapport.chat.Topic;
import rapport.search.Pointing.Pointed;

/** "It", "this one", "them", 这个: the card last asked about, or else the first one shown. */
final class Pronouns {
  private static final Phrase PRONOUN =
      Phrase.of(
          """
          (?<one> \\b it\\b | \\b (?: this | that ) \\s (?: one | product | item | model )\\b
            | (?: ^ | \\b (?: is | does | was | about | than | like | of | for | take | want | buy | with | and ) \\s )
              (?: this | (?<! ^ ) that | that (?= \\s* (?: $ | [?'] ) ) ) (?= \\s* (?: $ | [?.!,'] | (?: is | one | have | has | come | in | for | look | too | a | an | made | fit | work | good | waterproof )\\b ) )
            | 它 (?! 们 ) | [这那] 一? %s (?! 月 | 星期 | 周 | 礼拜 | 时候 | 地址 | 订单 | 网站 | 店 | 优惠 | 问题 | 价 ) )
          | (?<many> \\b (?: they | them | these | those )\\b | 它们 | 这些 | 那些 )
          """
              .formatted(Pointing.COUNTER));

  /** An "it" that stands for nothing. */
  private static final Pattern EMPTY =
      Phrases.words(
          """
          \\b (?: it | they | that ) \\s (?: should | must | ha(?:s|ve)\\sto | needs?\\sto )\\b
          | \\b is \\s it \\s (?: possible | true | ok | okay | safe\\sto | free\\sto | allowed | necessary | normal )\\b
          | \\b (?: does | will | would ) \\s it \\s (?: take | matter )\\b | \\b it \\s takes\\b | time\\sis\\sit
          | \\b (?: does | is ) \\s it \\s (?: work | cost ) \\s to\\b | \\b it \\s costs? \\s to\\b
          """);

  /** A noun of the question's own, and a clause in which a pronoun stands for it. */
  private static final Pattern ANTECEDENT =
      Phrases.words(
          """
          \\b (?: an? | my | our | your | some ) \\s \\w+ .* (?: , | \\b (?: if | when | and | before | after | but | once | until | so | because )\\b ) .* $
          """);

  private Pronouns() {}

  static Optional<Pointed> in(String asked, Topic topic) {
    Matcher matcher = PRONOUN.find(asked, 0);
    if (matcher == null || EMPTY.matcher(asked).find() || hasAntecedent(asked, matcher.start())) {
      return Optional.empty();
    }
    List<Card> cards = matcher.group("many") == null ? one(topic) : many(topic);
    return Optional.of(new Pointed(cards, true, matcher.start(), matcher.end(), matcher.group()));
  }

  private static boolean hasAntecedent(String asked, int end) {
    return ANTECEDENT.matcher(asked).region(0, end).find();
  }

  private static List<Card> one(Topic topic) {
    List<Card> meant = meant(topic);
    return meant.isEmpty() ? topic.shown().subList(0, 1) : meant;
  }

  private static List<Card> many(Topic topic) {
    List<Card> meant = meant(topic);
    return meant.size() > 1 ? meant : topic.shown();
  }

  static List<Card> meant(Topic topic) {
    return topic.shown().stream().filter(card -> topic.meant().contains(card.id())).toList();
  }
}
