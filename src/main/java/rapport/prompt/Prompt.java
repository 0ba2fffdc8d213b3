package rapport.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import rapport.chat.Language;
import rapport.chat.Sampling;
import rapport.chat.Sources;
import rapport.chat.Tools;

/**
 * Everything a model needs for one answer.
 *
 * @param messages as chat models take them, the system message first, the question last
 * @param question the shopper's words alone
 * @param sources the rows the messages quote, for models that answer from rows alone
 * @param language the language to answer in
 * @param sampling how to choose the words
 * @param tools that may be asked for
 */
public record Prompt(
    List<Message> messages,
    String question,
    Sources sources,
    Language language,
    Sampling sampling,
    Tools tools) {
  public Prompt {
    messages = List.copyOf(messages);
  }

  /** The same question with less around it, for models that remember little. */
  public Prompt shorter() {
    return new Prompt(Shorter.of(messages), question, sources, language, sampling, tools);
  }

  /** A prompt for words chosen as the model does by itself. */
  public Prompt(List<Message> messages, String question, Sources sources, Language language) {
    this(messages, question, sources, language, Sampling.USUAL, Tools.NONE);
  }

  /** SHA-256 of the messages, in hex. */
  public String hash() {
    MessageDigest digest = sha256();
    for (Message message : messages) {
      // U+0000 is in no message, so that none runs into the next.
      digest.update((message.role() + "\0" + message.content() + "\0").getBytes(UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
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
