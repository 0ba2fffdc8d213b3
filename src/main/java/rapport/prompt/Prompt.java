package rapport.prompt;

import java.util.List;
import rapport.chat.Language;
import rapport.chat.Sources;

/**
 * Everything a model needs for one answer.
 *
 * @param messages as chat models take them, the system message first, the question last
 * @param question the shopper's words alone
 * @param sources the rows the messages quote, for models that answer from rows alone
 * @param language the language to answer in
 */
public record Prompt(List<Message> messages, String question, Sources sources, Language language) {
  public Prompt {
    messages = List.copyOf(messages);
  }

  /** One message. */
  public record Message(Role role, String content) {}

  /** Whose words a message holds. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }
}
