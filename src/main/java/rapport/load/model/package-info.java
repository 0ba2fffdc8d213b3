/**
 * A model server that says nothing true, at exactly the pace it is told: the other end of every
 * load test. In: OpenAI-compatible requests for streamed completions and a {@link
 * rapport.load.model.Script}. Out: pieces of text that each name their stream, their place in it
 * and the moment they left ({@link rapport.load.model.Stamp}), so that whoever reads the answer can
 * account for every one.
 *
 * <p>Each event loop of a {@link rapport.load.model.ScriptedModel} turns one wheel of streams with
 * one tick a millisecond; a stream is written and flushed at most once a tick. What one loop can
 * send is measured by {@link rapport.load.model.Ceiling}.
 */
@NullMarked
package rapport.load.model;

import org.jspecify.annotations.NullMarked;
