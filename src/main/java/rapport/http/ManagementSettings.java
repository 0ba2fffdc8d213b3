package rapport.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * {@code management.*}: where health and metrics are asked for, on the host of {@code http.host}.
 */
@ConfigMapping(prefix = "rapport.management")
public interface ManagementSettings {
  /** 0: any that is free. */
  @WithDefault("9090")
  int port();
}
