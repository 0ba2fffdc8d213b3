package rapport.load;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who is measured.
 *
 * @param name in the result, such as {@code rapport}
 * @param url {@code ws://host:port/path}
 * @param pid of its process on this machine, or null when it cannot be watched
 * @param database the process, on this machine, whose children serve its statements; null: unknown
 */
public record Target(String name, URI url, @Nullable Long pid, @Nullable Long database) {
  public Target {
    if (!"ws".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
      throw new LoadException(
          "--url: %s (expected: ws://host:port/path, such as ws://127.0.0.1:8080/v1/chat)"
              .formatted(url));
    }
  }

  public Target(String name, URI url, @Nullable Long pid) {
    this(name, url, pid, null);
  }

  boolean onLoopback() {
    return url.getHost().startsWith("127.") || url.getHost().equals("localhost");
  }
}
