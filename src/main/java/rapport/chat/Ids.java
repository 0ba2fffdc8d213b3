package rapport.chat;

import java.security.SecureRandom;
import java.util.Base64;

/** Random, unguessable names. */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LONGEST = 64;

  private Ids() {}

  /** {@code bytes} random bytes as URL-safe text. */
  static String random(int bytes) {
    byte[] id = new byte[bytes];
    RANDOM.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  static void require(String id, String name) {
    if (id.isEmpty() || id.length() > LONGEST) {
      throw new IllegalArgumentException(
          name + ": " + id.length() + " characters (expected: 1 to " + LONGEST + ")");
    }
    if (!Texts.storable(id).equals(id)) {
      throw new IllegalArgumentException(
          name + ": has U+0000 or half a surrogate pair (expected: neither)");
    }
  }
}
