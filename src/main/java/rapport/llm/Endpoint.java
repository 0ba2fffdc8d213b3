package rapport.llm;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;

/**
 * The model server as one event loop sees it.
 *
 * @param client the loop's own
 * @param completions where questions go, with their headers
 * @param slots shared by all loops
 */
record Endpoint(
    Vertx vertx,
    HttpClient client,
    RequestOptions completions,
    StreamSlots slots,
    OpenAiSettings settings) {}
