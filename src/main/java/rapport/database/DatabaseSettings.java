package rapport.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code db.*}: where the database is and how much of it this process takes. */
@ConfigMapping(prefix = "rapport.db")
public interface DatabaseSettings {
  /** {@code postgresql://user:password@host:port/database}. */
  Optional<String> url();

  @WithDefault("8")
  int poolSize();

  /** How long a statement of the gateway may run before the server ends it. */
  @WithDefault("5s")
  Duration statementTimeout();
}
