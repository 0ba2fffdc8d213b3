package rapport.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code http.*}: where shoppers come in. */
@ConfigMapping(prefix = "rapport.http")
public interface HttpSettings {
  @WithDefault("127.0.0.1")
  String host();

  /** 0: any that is free. */
  @WithDefault("8080")
  int port();

  /** How long a new connection may take to send the head of its first request. */
  @WithDefault("10s")
  Duration requestTimeout();
}
