package rapport.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.FaqSource;
import rapport.chat.Texts;
import rapport.search.Retrieved.FaqHit;
import rapport.search.Retrieved.ProductHit;

/** Rows as a prompt quotes them: one line each. */
final class Passages {
  private static final Pattern MARKERS = Pattern.compile("[<>]{3,}");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int LONGEST_DESCRIPTION = 400;
  private static final int LONGEST_ANSWER = 1_200;

  private Passages() {}

  static String product(ProductHit hit) {
    Card card = hit.card();
    List<String> facts = new ArrayList<>();
    facts.add(card.title());
    if (card.brand() != null) {
      facts.add("brand: " + card.brand());
    }
    if (card.price() != null) {
      facts.add("price: " + card.price().display());
    }
    if (card.price() != null && card.listPrice() != null) {
      facts.add("regular price: " + card.listPrice().display());
    }
    facts.add(card.availability() == Availability.IN_STOCK ? "in stock" : "not in stock");
    if (card.rating() != null) {
      facts.add("rating: " + card.rating().value() + " of 5");
    }
    facts.addAll(card.why());
    facts.add(oneLine(hit.description(), LONGEST_DESCRIPTION));
    return "- "
        + facts.stream()
            .map(Passages::oneLine)
            .filter(fact -> !fact.isEmpty())
            .collect(Collectors.joining(" | "));
  }

  static String faq(FaqHit hit) {
    FaqSource faq = hit.faq();
    return "- Q: %s A: %s"
        .formatted(
            oneLine(faq.question(), LONGEST_DESCRIPTION), oneLine(faq.answer(), LONGEST_ANSWER));
  }

  private static String oneLine(@Nullable String text, int longest) {
    String line = text == null ? "" : oneLine(text);
    return line.length() <= longest ? line : line.substring(0, Texts.cut(line, longest)) + "…";
  }

  /** Lines and the template's markers are the template's own. */
  private static String oneLine(String text) {
    return isOneLine(text)
        ? text
        : BLANKS.matcher(MARKERS.matcher(text).replaceAll("")).replaceAll(" ").strip();
  }

  /** Whether nothing is to be changed, as in most: what would change it costs far more. */
  private static boolean isOneLine(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char now = text.charAt(i);
      boolean blank = Character.isWhitespace(now);
      if (now == '<' || now == '>' || (blank && (now != ' ' || before == ' '))) {
        return false;
      }
      before = now;
    }
    return before != ' ';
  }
}
