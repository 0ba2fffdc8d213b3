package rapport.search;

import java.text.Normalizer;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.chat.Card;
import rapport.chat.Constraints;
import rapport.chat.Following;
import rapport.chat.Topic;
import rapport.search.Pointing.Pointed;
import rapport.words.Brands;

/**
 * Understands a question in its conversation, in English and Chinese, without a model: as a new
 * topic, as a refinement of the last one, or as a word about cards just shown. A pure function.
 *
 * <p>What is understood is cut from the question: cards pointed at, then constraints and words that
 * compare, then what is said around them. When a thing of its own is left, the topic is new.
 */
final class FollowUps {
  /** A follow-up is short. */
  private static final int LONGEST = 200;

  /** Asking for an "it" of another colour is not about the card. */
  private static final Pattern OFFERED =
      Phrases.words(
          """
          \\b (?: you \\s (?: have | sell | carry | stock ) | got | can\\si\\s(?:get|have) | i\\s(?:want|need|would\\slike) | (?: come | comes | available | get | offered | made ) \\s in )\\b
          | 有 | 要
          """);

  private static final Pattern DO_YOU_HAVE =
      Phrases.words("\\b (?: you \\s (?: have | sell | carry | stock ) | got )\\b");

  /** A budget that is changed is the new one. */
  private static final Phrase BUDGET =
      Phrase.of(
          """
          \\b (?: raise | increase | lower | change | make | bump | set | stretch | reduce | up ) \\s (?: my | the | it | that )? \\s? (?: budget \\s )? to \\b (?= \\s* [$€£¥]? \\d )
          | 预算 (?: 可以 | 能 )? (?: 提高 | 增加 | 加 | 降低? | 改 | 调整? | 放宽 | 减少? | 提升 | 涨 ) (?: 到 | 成 | 为 )
          """);

  private final ConstraintReader reader;
  private final Brands brands;
  private final Predicate<String> isKind;
  private final Pointing pointing;

  /**
   * @param isKind whether the catalogue calls a kind of product by a word in lower case, such as
   *     "headphones" or 耳机
   */
  FollowUps(ConstraintReader reader, Brands brands, Predicate<String> isKind) {
    this.reader = reader;
    this.brands = brands;
    this.isKind = isKind;
    this.pointing = new Pointing(brands, isKind);
  }

  /**
   * @param topic what the conversation was about; null: nothing yet
   */
  FollowUp resolve(String question, @Nullable Topic topic) {
    if (topic == null || topic.isForgotten() || question.length() > LONGEST) {
      return fresh(question, topic == null ? "no topic before" : "the topic is too far");
    }
    String asked = plain(question);
    if (Replies.isYes(asked)) {
      return kept(Following.AGREED, topic, "agreed");
    }
    if (Replies.isNo(asked)) {
      return kept(Following.DECLINED, topic, "declined");
    }
    String meant = Replies.without(asked);
    return pointing
        .in(meant, topic)
        .map(pointed -> pointed(question, meant, topic, pointed))
        .orElseGet(() -> wished(question, meant, topic, null));
  }

  private static String plain(String question) {
    return Normalizer.normalize(question, Normalizer.Form.NFKC)
        .replace('’', '\'')
        .replaceAll("\\s+", " ")
        .strip();
  }

  private FollowUp pointed(String question, String asked, Topic topic, Pointed pointed) {
    if (pointed.weak() || isBeside(asked, pointed)) {
      return wished(question, asked, topic, pointed);
    }
    return about(question, topic, pointed);
  }

  /** Whether a card is only what others are compared with. */
  private static boolean isBeside(String asked, Pointed pointed) {
    return Relative.BESIDE.matcher(asked.substring(0, pointed.start())).find()
        || Relative.TOO_DEAR.matcher(asked.substring(pointed.end())).find();
  }

  private FollowUp wished(String question, String asked, Topic topic, @Nullable Pointed pointed) {
    String rest =
        pointed == null
            ? asked
            : asked.substring(0, pointed.start()) + " " + asked.substring(pointed.end());
    String read = budgeted(rest);
    Understood understood = reader.read(read);
    Wishes wishes = new Wishes(understood.text(), topic, beside(topic, pointed));
    Constraints constraints = wishes.read(understood.constraints(), brands);
    Leftover left = Leftover.of(wishes.unread(isKind), topic.text(), isKind);
    if (pointed != null
        && pointed.weak()
        && isAbout(asked, wishes, understood.constraints(), left)) {
      return about(question, topic, pointed);
    }
    boolean silent = left.feature().isEmpty() && !wishes.changesAnything();
    if (left.isThing() || silent || (left.renamed() && !wishes.isRelative())) {
      String reason = silent ? "nothing of the topic is meant" : "a thing of its own";
      return read.equals(question) ? fresh(understood, reason) : fresh(question, reason);
    }
    return refined(topic, constraints, wishes, left, pointed);
  }

  private static String budgeted(String asked) {
    StringBuilder read = new StringBuilder(asked);
    for (MatchResult change : BUDGET.in(asked).reversed()) {
      String budget = change.group().startsWith("预算") ? "预算" : "budget";
      read.replace(change.start(), change.end(), budget);
    }
    return read.toString();
  }

  private static List<Card> beside(Topic topic, @Nullable Pointed pointed) {
    if (pointed == null || pointed.cards().isEmpty()) {
      return topic.shown();
    }
    List<Card> meant = Pronouns.meant(topic);
    return pointed.weak() ? meant.isEmpty() ? topic.shown() : meant : pointed.cards();
  }

  private static boolean isAbout(String asked, Wishes wishes, Constraints stated, Leftover left) {
    if (wishes.isRelative()) {
      return false;
    }
    boolean variant =
        wishes.isVariant() || !stated.colours().isEmpty() || !stated.sizes().isEmpty();
    if (variant && left.isNothing()) {
      return !OFFERED.matcher(asked).find();
    }
    return left.feature().isEmpty() || !DO_YOU_HAVE.matcher(asked).find();
  }

  private FollowUp fresh(String question, String reason) {
    return fresh(reader.read(question), reason);
  }

  private static FollowUp fresh(Understood understood, String reason) {
    return new FollowUp(
        Following.NEW, understood.text(), understood.constraints(), List.of(), List.of(), reason);
  }

  private static FollowUp kept(Following kind, Topic topic, String reason) {
    return new FollowUp(kind, topic.text(), topic.constraints(), List.of(), List.of(), reason);
  }

  private static FollowUp about(String question, Topic topic, Pointed pointed) {
    return new FollowUp(
        Following.ABOUT,
        question.strip(),
        topic.constraints(),
        ids(pointed.cards()),
        List.of(),
        "'" + pointed.words().strip() + "' among " + topic.shown().size() + " shown");
  }

  private static FollowUp refined(
      Topic topic, Constraints constraints, Wishes wishes, Leftover left, @Nullable Pointed like) {
    boolean more = wishes.wantsMore();
    return new FollowUp(
        more ? Following.MORE : Following.REFINED,
        (topic.text() + " " + left.feature()).strip(),
        constraints,
        more && like != null && !like.weak() ? ids(like.cards()) : List.of(),
        more ? ids(topic.shown()) : List.of(),
        reason(wishes, left));
  }

  private static String reason(Wishes wishes, Leftover left) {
    String reason = left.feature().isEmpty() ? "" : "adds '" + left.feature() + "'";
    return Stream.of(reason, wishes.reason())
        .filter(r -> !r.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static List<String> ids(List<Card> cards) {
    return cards.stream().map(Card::id).toList();
  }
}
