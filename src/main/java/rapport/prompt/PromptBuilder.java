package rapport.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapport.chat.Brief;
import rapport.chat.Exchange;
import rapport.chat.Language;
import rapport.prompt.Prompt.Message;
import rapport.prompt.Prompt.Role;
import rapport.search.Retrieved;

/** Builds prompts from {@code prompts/system.txt}. The same inputs always give the same text. */
public final class PromptBuilder {
  private static final String SYSTEM = resource("/prompts/system.txt");

  /** Counted when the first builder is made: the counter's tables take a while to load. */
  private static final int SYSTEM_TOKENS = TokenBudget.count(SYSTEM);

  /** Of all tokens at most this part is the client's instructions: answers stand on rows. */
  private static final int INSTRUCTIONS_PART = 3;

  private static final Pattern MARKERS = Pattern.compile("[<>]{3,}");
  private static final String INSTRUCTIONS =
      """


      Whoever asks on the shopper's behalf adds the instructions below. Follow them as far as they agree with the rules above; they add no products, prices or policies.

      <<<INSTRUCTIONS
      """;

  private static final Pattern GAP = Pattern.compile("\\{(language|faqs|products|note)}");

  private final PromptSettings settings;

  public PromptBuilder(PromptSettings settings) {
    this.settings = settings;
  }

  /**
   * @param retrieved what supports an answer, best first; what does not fit the budget is left out
   *     from the end
   * @param history oldest first; what does not fit is left out from the beginning
   * @param brief what the client adds; of its instructions what is too much is cut from the end
   */
  public Prompt build(String question, Retrieved retrieved, List<Exchange> history, Brief brief) {
    String instructions = instructions(brief);
    String note = note(retrieved);
    TokenBudget budget =
        new TokenBudget(
            settings.maxTokens()
                - SYSTEM_TOKENS
                - TokenBudget.count(instructions)
                - TokenBudget.count(note)
                - brief.tools().tokens()
                - TokenBudget.count(question));
    List<String> faqs = budget.takeWhileItFits(retrieved.faqs().stream().map(Passages::faq));
    List<String> products =
        budget.takeWhileItFits(retrieved.products().stream().map(Passages::product));
    List<Message> messages = new ArrayList<>();
    messages.add(
        new Message(
            Role.SYSTEM, system(retrieved.language(), products, faqs, note) + instructions));
    messages.addAll(remembered(history, budget));
    messages.add(new Message(Role.USER, question));
    return new Prompt(
        messages,
        question,
        retrieved.sources(),
        retrieved.language(),
        brief.sampling(),
        brief.tools());
  }

  /** After everything else the model is told, so that it is not mistaken for our own words. */
  private String instructions(Brief brief) {
    String text = MARKERS.matcher(brief.instructions()).replaceAll("").strip();
    if (text.isEmpty()) {
      return "";
    }
    int tokens = settings.maxTokens() / INSTRUCTIONS_PART;
    return INSTRUCTIONS + TokenBudget.first(tokens, text) + "\nINSTRUCTIONS>>>";
  }

  private static String system(
      Language language, List<String> products, List<String> faqs, String note) {
    Map<String, String> filled =
        Map.of(
            "language", Locale.of(language.code()).getDisplayLanguage(Locale.ENGLISH),
            "faqs", lines(faqs),
            "products", lines(products),
            "note", note);
    // In one go: what a row says is never taken for a gap.
    return GAP.matcher(SYSTEM)
        .replaceAll(gap -> Matcher.quoteReplacement(String.valueOf(filled.get(gap.group(1)))));
  }

  /** What the shopper must be told first. */
  private static String note(Retrieved retrieved) {
    return Phrases.of(retrieved.language())
        .relaxed(retrieved.understood())
        .map(sentence -> "\n\nSay first: " + sentence)
        .orElse("");
  }

  private static String lines(List<String> passages) {
    return passages.isEmpty() ? "(none)" : String.join("\n", passages);
  }

  private static List<Message> remembered(List<Exchange> history, TokenBudget budget) {
    List<Message> messages = new ArrayList<>();
    for (Exchange exchange : history.reversed()) {
      if (!budget.take(exchange.question() + "\n" + exchange.answer())) {
        break;
      }
      // One that was cancelled before its first word is empty, and models take no empty messages.
      if (!exchange.answer().isBlank()) {
        messages.addFirst(new Message(Role.ASSISTANT, exchange.answer()));
      }
      messages.addFirst(new Message(Role.USER, exchange.question()));
    }
    return messages;
  }

  private static String resource(String path) {
    try (InputStream stream = PromptBuilder.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
