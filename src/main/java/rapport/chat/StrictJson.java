package rapport.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as RFC 8259 has it. Vert.x's own reader takes comments, too, and any depth up to 1,000. */
public final class StrictJson {
  /** Objects and arrays within each other; ours need three. */
  public static final int DEEPEST = 64;

  private static final JsonFactory STRICT =
      JsonFactory.builder()
          // Names are the clients' own: interning them would keep what anybody sends.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private StrictJson() {}

  /** The object that {@code text} is, or null when it is none. */
  @SuppressWarnings("unchecked") // objects are read as maps with strings as keys
  public static @Nullable JsonObject object(String text) {
    try {
      Object value = JacksonCodec.fromParser(STRICT.createParser(text), Object.class);
      return switch (value) {
        case JsonObject object -> object;
        case Map<?, ?> map -> new JsonObject((Map<String, Object>) map);
        case null, default -> null;
      };
    } catch (DecodeException | IOException e) {
      return null;
    }
  }
}
