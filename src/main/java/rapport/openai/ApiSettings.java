package rapport.openai;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** {@code api.*}: who may use the OpenAI-compatible routes. */
@ConfigMapping(prefix = "rapport.api")
public interface ApiSettings {
  /** Bearer tokens, separated by commas; none: whoever is on this machine. */
  Optional<List<String>> keys();
}
