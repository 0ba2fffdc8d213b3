/**
 * Lets a language model put an answer into words: {@link rapport.prompt.Prompt} in, a stream of
 * text out. Everything happens on the caller's event loop. Cancelling a {@link
 * rapport.llm.Generation} closes its connection upstream at once; no connection is held before or
 * after.
 */
@NullMarked
package rapport.llm;

import org.jspecify.annotations.NullMarked;
