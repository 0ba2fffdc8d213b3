package rapport.load;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who is measured.
 *
 * @param name in the result, such as {@code rapport}
 * @param url {@code ws://host:port/path}
 * @param pid of its process on this machine, or null when it cannot be watched
 */
public record Target(String name, URI url, @Nullable Long pid) {
  public Target {
    if (!"ws".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
      throw new LoadException(
          "--url: %s (expected: ws://host:port/path, such as ws://127.0.0.1:8080/v1/chat)"
              .formatted(url));
    }
  }

  boolean onLoopback() {
    return url.getHost().startsWith("127.") || url.getHost().equals("localhost");
  }
}
