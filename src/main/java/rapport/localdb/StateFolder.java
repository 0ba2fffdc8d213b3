package rapport.localdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Where a checkout keeps what outlives a build. */
final class StateFolder {
  /**
   * {@code RAPPORT_HOME}, or a folder of the user's data (of the system's, for root) named by a
   * hash of the checkout's path.
   */
  static Path ofThisCheckout() {
    return environment("RAPPORT_HOME")
        .map(Path::of)
        .orElseGet(() -> shared().resolve(hash(checkout().toString())));
  }

  private static Path shared() {
    if (Account.isRoot()) {
      return Path.of("/var/lib/rapport");
    }
    return environment("XDG_DATA_HOME")
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
        .resolve("rapport");
  }

  /** The launcher says where it stands; without it, where we are. */
  private static Path checkout() {
    Path said = Path.of(System.getProperty("rapport.checkout", ""));
    try {
      return said.toRealPath();
    } catch (IOException e) {
      return said.toAbsolutePath();
    }
  }

  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  private StateFolder() {}
}
