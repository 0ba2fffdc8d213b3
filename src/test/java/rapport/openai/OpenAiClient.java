package rapport.openai;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Clients for Node: OpenAI's own and Vercel's AI SDK. */
final class OpenAiClient {
  private final ForeignClient npm;
  private final String baseUrl;

  private OpenAiClient(ForeignClient npm, String baseUrl) {
    this.npm = npm;
    this.baseUrl = baseUrl;
  }

  static OpenAiClient of(String baseUrl) {
    return new OpenAiClient(
        ForeignClient.installed(
            "openai-client",
            List.of("package.json", "client.mjs", "vercel.mjs"),
            List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefer-offline")),
        baseUrl);
  }

  /** What one step of {@code client.mjs} saw. */
  JsonObject run(String step, String key, String text, String user) {
    return script("client.mjs", step, key, text, user);
  }

  /** What one step of {@code vercel.mjs} saw. */
  JsonObject vercel(String step, String key, String text, String user) {
    return script("vercel.mjs", step, key, text, user);
  }

  private JsonObject script(String script, String step, String key, String text, String user) {
    return npm.says(List.of("node", script, step, baseUrl, key, text, user));
  }
}
