package rapport.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapport.chat.Language;
import rapport.chat.Sources;
import rapport.prompt.Prompt.Message;
import rapport.prompt.Prompt.Role;

class ShorterTest {
  private static final String SYSTEM =
      """
      Rules:
      - Be brief.
      - Be kind.

      <<<PRODUCTS
      - one
      - two
      - three
      PRODUCTS>>>

      <<<FAQS
      - Q: a A: b
      FAQS>>>

      Say first: Nothing fits.\
      """;

  private static Prompt prompt(String system) {
    return new Prompt(
        List.of(
            new Message(Role.SYSTEM, system),
            new Message(Role.USER, "hello"),
            new Message(Role.ASSISTANT, "Hi!"),
            new Message(Role.USER, "a speaker?")),
        "a speaker?",
        new Sources(List.of(), List.of(), null, null),
        Language.ENGLISH);
  }

  @Test
  void shorter_keepsTheRulesTheBetterHalfOfTheRowsAndTheQuestion() {
    assertThat(prompt(SYSTEM).shorter().messages())
        .containsExactly(
            new Message(Role.SYSTEM, SYSTEM.replace("- three\n", "")),
            new Message(Role.USER, "a speaker?"));
  }

  @Test
  void shorter_ofWhatIsShort_isTheSame() {
    Prompt least = prompt("Answer.\n\n<<<FAQS\n(none)\nFAQS>>>").shorter();
    assertThat(least.shorter()).isEqualTo(least);
  }
}
