package rapport.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import rapport.chat.ConversationId;

/**
 * The conversations of one caller. What a caller calls a conversation (a user, a call) is hashed
 * together with the caller's key: nobody else comes to the same id, and none of the ids of other
 * doors looks like these.
 */
final class ConversationNames {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CALLER_BYTES = 6;
  private static final int NAME_BYTES = 18;
  private static final int NAME_CHARACTERS = NAME_BYTES * 4 / 3;

  private final String caller;
  private final String prefix;

  /**
   * @param caller the caller's key
   */
  ConversationNames(String caller) {
    this.caller = caller;
    this.prefix = "o_" + text(Arrays.copyOf(hash("caller", caller), CALLER_BYTES));
  }

  /** A conversation that nobody had before. */
  ConversationId fresh() {
    byte[] name = new byte[NAME_BYTES];
    RANDOM.nextBytes(name);
    return new ConversationId(prefix + text(name));
  }

  /** The conversation of that name; an id of this caller's names itself. */
  ConversationId of(String name) {
    return isOurs(name)
        ? new ConversationId(name)
        : new ConversationId(
            prefix + text(Arrays.copyOf(hash("conversation", caller, name), NAME_BYTES)));
  }

  private boolean isOurs(@Nullable String name) {
    return name != null
        && name.startsWith(prefix)
        && name.length() == prefix.length() + NAME_CHARACTERS
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }

  private static byte[] hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(UTF_8));
        digest.update((byte) 0);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
