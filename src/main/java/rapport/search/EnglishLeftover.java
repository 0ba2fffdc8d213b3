package rapport.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@link Leftover} of an English question. */
final class EnglishLeftover {
  private static final Set<String> FILLERS =
      words(
          """
          a about above actually again ah all also an and any anything anyway are
          around as at available awesome be been below best better between bit brand
          brands bring bucks budget but buy by ca can carry change cheaper cheers
          color colors colour colours come comes cool cost costs could d did different
          do does doesn't dollar dollars don't either else eur euro euros even find
          fine first for from get give go good got gotta great guess guys had has have
          hello here hi hm hmm how i i'd i'll i'm ideally if in instead is it it's
          item items its just kind kinda least less let let's lets like little ll look
          looking lot love lovely m make max maximum may maybe me mean might min
          minimum model models more most much my nah need nice nicer no nope not
          nothing now of offer oh ok okay on one ones only option options or over
          perhaps please pls plz possible possibly pounds prefer prefer'd preferably
          price priced prices product products purchase quite rated rather rating
          ratings re really roughly s same say search searching see seen sell should
          show size sizes so some something sorry sort star stars still stock stuff
          switch t take tell than thank thanks that that's the them then there these
          they thing things think this tho those though thx to too top type um under
          up us usd variant variants ve version versions very want was we well were
          what what's which who will with wo would wow yep yes you your
          """);
  private static final Set<String> QUESTIONS = words("how where when why who whose whom");
  private static final Set<String> LINKS = words("with without for from by in made of");
  private static final Set<String> KEPT = words("with without for from by made in");
  private static final Set<String> CLAUSE = words("that to");
  private static final Set<String> POLICY =
      words(
          """
          shipping ship ships shipped delivery deliver delivered deliveries return returns returned refund refunds exchange warranty warranties guarantee
          payment payments pay paypal klarna invoice invoices order orders account password store stores shop address contact customer service
          support voucher vouchers coupon coupons discount discounts sale newsletter tracking track parcel package cancel policy hours open gift
          klarna installments tax taxes customs duties
          """);
  private static final Pattern FEATURE =
      Pattern.compile(
          """
          [\\w'-]+(?:proof|able|ible|less|resistant|weight|ised|ized|handed|headed|ergonomic|friendly)\
          |small(?:er)?|bigg?(?:er)?|large(?:r)?|light(?:er)?|heav(?:y|ier)|warm(?:er)?|thin(?:ner)?|thick(?:er)?|short(?:er)?\
          |long(?:er)?|quiet(?:er)?|loud(?:er)?|strong(?:er)?|soft(?:er)?|fast(?:er)?|bright(?:er)?|compact|mini|simple(?:r)?|slim(?:mer)?\
          |wide(?:r)?|narrow(?:er)?|roomi?er|roomy|newer|newest|tall(?:er)?|hard(?:er)?|sturd(?:y|ier)|comf(?:y|ier)|easier|cool(?:er)?\
          |(?:noise-)?cancell?ing|wired|bluetooth|usb-c|kids'?|children'?s?|men'?s|women'?s|mens|womens|unisex|leather|cotton|wool|steel|stainless|glass|ceramic\
          |plastic|wooden|metal|silk|linen|organic|vegan|electric|manual|solar|heated|insulated|noise|ultralight|wi-?fi|hd|4k|gaming|vintage|modern|over-ear|on-ear|in-ear\
          """,
          Pattern.CASE_INSENSITIVE);
  private static final Pattern COMPARED =
      Pattern.compile(
          "(?:small|bigg|larg|light|heavi|warm|thinn|thick|short|long|quiet|loud|strong|soft|fast|bright|simpl|slimm|wid|roomi|new|tall|sturdi|comfi|easi|cool)er",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTINUES =
      Pattern.compile("^\\W*(?:what about|how about|and|or|but)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern ONES =
      Pattern.compile("(?<!\\bthe )\\bones?\\b(?! of\\b)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ANYTHING =
      Pattern.compile(
          "\\b(?:something|anything|(?:any|ones|one|something|anything|it|they|but|only|must|should|has|needs?) (?:that|which|be|to be|should|must|needs?|has)|rather|prefer(?:ably)?|ideally|only|must be|should be|more|less)\\b",
          Pattern.CASE_INSENSITIVE);

  /** What is left of a verb: you've, don't. */
  private static final Pattern SHORT = Pattern.compile("(?:n't|'(?:ve|s|d|ll|re|m))$");

  private static final Pattern NUMBER = Pattern.compile("[\\d.,]+");
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’.-]*(?<![.'’-])");

  private EnglishLeftover() {}

  static Leftover of(String text, String topic, Predicate<String> isKind) {
    List<String> said = tokens(text);
    Set<String> known =
        tokens(topic).stream().map(EnglishLeftover::stem).collect(Collectors.toSet());
    List<String> content = said.stream().filter(word -> !isFiller(word)).toList();
    List<String> own = content.stream().filter(word -> !known.contains(stem(word))).toList();
    boolean renamed = own.size() < content.size() && !CONTINUES.matcher(text).find();
    if (isQuestion(text, said) && !own.isEmpty()) {
      return Leftover.thing();
    }
    if (ONES.matcher(text).find() && !content.isEmpty()) {
      return Leftover.feature(trimmed(said));
    }
    if (own.isEmpty()) {
      return Leftover.nothing(renamed);
    }
    return isElliptic(text, said, own, isKind)
        ? Leftover.feature(trimmed(tokens(fromMarker(text))))
        : bare(own, renamed);
  }

  private static boolean isQuestion(String text, List<String> said) {
    boolean asks = !said.isEmpty() && QUESTIONS.contains(said.getFirst());
    return asks && !CONTINUES.matcher(text).find();
  }

  /** "With bluetooth", "for kids", "something lighter": no thing of its own is named. */
  private static boolean isElliptic(
      String text, List<String> said, List<String> own, Predicate<String> isKind) {
    String head = own.getLast();
    boolean policy = own.stream().anyMatch(POLICY::contains);
    List<String> start =
        said.stream().takeWhile(word -> isFiller(word) || LINKS.contains(word)).toList();
    String link = start.isEmpty() ? "" : start.getLast();
    if (link.matches("an?|the|some|my|his|her|our|their") && start.size() > 1) {
      link = start.get(start.size() - 2);
    }
    if (ANYTHING.matcher(text).find() || policy) {
      return !policy && !isKind.test(head);
    }
    boolean clause = said.size() > 1 && CLAUSE.contains(said.getFirst());
    return clause || (LINKS.contains(link) && !(link.equals("for") && start.contains("looking")));
  }

  /** What comes before "something" is talk. */
  private static String fromMarker(String text) {
    Matcher marker = ANYTHING.matcher(text);
    boolean apart = marker.find() && marker.group().matches("(?i)(?:some|any)thing.*");
    return apart ? text.substring(marker.start()) : text;
  }

  private static Leftover bare(List<String> own, boolean renamed) {
    boolean features = own.stream().allMatch(word -> FEATURE.matcher(word).matches());
    boolean compared = own.stream().anyMatch(word -> COMPARED.matcher(word).matches());
    boolean again = renamed && !compared;
    return features && !again
        ? new Leftover(String.join(" ", own), false, false)
        : Leftover.thing();
  }

  /** The words without what is said around them. */
  private static String trimmed(List<String> said) {
    List<String> words = new ArrayList<>(said);
    while (!words.isEmpty() && isAround(words.getLast())) {
      words.removeLast();
    }
    while (!words.isEmpty() && isAround(words.getFirst()) && !KEPT.contains(words.getFirst())) {
      words.removeFirst();
    }
    words.removeIf(word -> word.equals("ones") || word.equals("one"));
    return String.join(" ", words);
  }

  private static boolean isFiller(String word) {
    String plain = SHORT.matcher(word).replaceFirst("");
    return plain.isEmpty() || FILLERS.contains(plain) || NUMBER.matcher(word).matches();
  }

  private static boolean isAround(String word) {
    return isFiller(word) && !word.equals("more") && !word.equals("less");
  }

  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private static String stem(String word) {
    return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.strip().split("\\s+")));
  }
}
