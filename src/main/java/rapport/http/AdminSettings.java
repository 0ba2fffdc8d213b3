package rapport.http;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code admin.*}: who may change the catalogue over HTTP. */
@ConfigMapping(prefix = "rapport.admin")
public interface AdminSettings {
  /** The bearer token of administrators; none: nobody may. */
  Optional<String> token();
}
