package rapport.ingest;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A row that was not loaded.
 *
 * @param file where it stands, or null when there is only one source
 * @param line where it starts; the first line is 1
 */
public record Rejection(@Nullable String file, long line, String reason) {
  /** {@code line 3: price: abc (expected: …)}, with the file before it where there are several. */
  public String message() {
    return (file == null ? "" : file + " ") + "line " + line + ": " + reason;
  }

  JsonObject json() {
    JsonObject json = new JsonObject().put("line", line).put("reason", reason);
    return file == null ? json : json.put("file", file);
  }
}
