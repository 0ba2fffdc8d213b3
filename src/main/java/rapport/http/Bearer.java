package rapport.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import rapport.chat.Secret;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Who a request says it is from. */
final class Bearer {
  private static final String SCHEME = "Bearer ";

  private final AdminSettings settings;

  Bearer(AdminSettings settings) {
    this.settings = settings;
  }

  /** What stands after {@code Bearer}. */
  static Optional<String> token(RoutingContext routing) {
    String header = routing.request().getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  boolean isAdmin(RoutingContext routing) {
    return settings
        .token()
        .flatMap(admin -> token(routing).map(shown -> same(admin, shown)))
        .orElse(false);
  }

  /** Lets administrators pass. */
  void requireAdmin(RoutingContext routing) {
    if (isAdmin(routing)) {
      routing.next();
      return;
    }
    if (settings.token().isEmpty()) {
      routing.fail(
          new GatewayException(
              Fault.FORBIDDEN, "admin.token: not set (expected: a token, for this route to work)"));
    } else {
      routing.fail(
          new GatewayException(
              Fault.UNAUTHENTICATED, "Authorization: the admin token as bearer is wanted here"));
    }
  }

  /**
   * Lets the owner of a conversation and administrators have what there is of it. Whoever else asks
   * learns nothing: not even whether it is there.
   *
   * @param secretHash of the conversation it belongs to
   * @param missing said to an administrator when there is nothing
   */
  <T> Future<T> requireOwner(
      RoutingContext routing, Optional<T> kept, Function<T, String> secretHash, String missing) {
    boolean owner =
        kept.isPresent()
            && token(routing)
                .filter(shown -> new Secret(shown).matches(secretHash.apply(kept.get())))
                .isPresent();
    if (!owner && !isAdmin(routing)) {
      return Future.failedFuture(
          new GatewayException(
              Fault.FORBIDDEN, "the conversation's secret or the admin token is wanted as bearer"));
    }
    return kept.map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(new GatewayException(Fault.NOT_FOUND, missing)));
  }

  /** In constant time. */
  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
