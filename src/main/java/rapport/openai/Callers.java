package rapport.openai;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Secret;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Who may come in: holders of a key or, where there are no keys, whoever is on this machine. */
final class Callers {
  private static final String SCHEME = "Bearer ";

  /** What proxies add: behind one, everybody seems to be on this machine. */
  private static final List<String> OF_PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

  private final List<String> hashes;

  Callers(ApiSettings settings) {
    this.hashes =
        settings.keys().orElse(List.of()).stream()
            .map(String::strip)
            .filter(key -> !key.isEmpty())
            .map(key -> new Secret(key).hash())
            .toList();
  }

  /**
   * The key that was shown, or an empty text where none is needed.
   *
   * @throws GatewayException {@code unauthenticated} or {@code forbidden}
   */
  String require(HttpServerRequest request) {
    if (hashes.isEmpty()) {
      return requireNearness(request);
    }
    String key = bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
    if (!isKnown(new Secret(key))) {
      throw new GatewayException(
          Fault.UNAUTHENTICATED, "Authorization: a key of this gateway is wanted as bearer");
    }
    return key;
  }

  private static String requireNearness(HttpServerRequest request) {
    if (!isNear(request)) {
      throw new GatewayException(
          Fault.FORBIDDEN,
          "api.keys: not set (expected: a key, for clients that are not on the gateway's machine)");
    }
    return "";
  }

  private static boolean isNear(HttpServerRequest request) {
    return OF_PROXIES.stream().noneMatch(request.headers()::contains)
        && isLoopback(request.remoteAddress());
  }

  static boolean isLoopback(@Nullable SocketAddress address) {
    String ip = address == null ? null : address.hostAddress();
    try {
      // Numeric, so no name is looked up.
      return ip != null && InetAddress.getByName(ip).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String bearer(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : "";
  }

  /** Each hash is compared in constant time, and all of them whichever it is. */
  private boolean isKnown(Secret shown) {
    boolean known = false;
    for (String hash : hashes) {
      known |= shown.matches(hash);
    }
    return known;
  }
}
