/**
 * The door that speaks OpenAI's chat completions, for clients that nobody here wrote: {@code POST
 * /v1/chat/completions} and {@code GET /v1/models}. A request joins a conversation, asks its last
 * user message there, and hears the answer as any other reader does, whole or as server-sent
 * events. A connection that closes cancels its answer. Everything happens on the request's event
 * loop.
 */
@NullMarked
package rapport.openai;

import org.jspecify.annotations.NullMarked;
