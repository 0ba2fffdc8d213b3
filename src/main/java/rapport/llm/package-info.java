/**
 * Lets a language model put an answer into words: {@link rapport.prompt.Prompt} in, a stream of
 * text out. Everything happens on the caller's event loop. Cancelling a {@link
 * rapport.llm.Generation} closes its connection upstream at once; no connection is held before or
 * after.
 *
 * <p>The OpenAI adapter, from the outside in: {@code OpenAiGeneration} gives words at their
 * reader's pace and the event loop's ({@code RelayPace}), {@code Attempts} says whom to ask and
 * whom next, {@code Exchange} is one question to one server and its answer, {@code Line} gets it a
 * connection, {@code Completion} reads it, or {@code Refusal}. {@code Upstream} is what is known of
 * a server, its {@code Breaker} with it. What failed wordlessly everywhere is answered by the rows,
 * or fails with {@code overloaded} when too many answers run or the server says so, {@code
 * unavailable} when it is not there, {@code timeout}, and {@code upstream_failed} for everything
 * else it does.
 */
@NullMarked
package rapport.llm;

import org.jspecify.annotations.NullMarked;
