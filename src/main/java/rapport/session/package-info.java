/**
 * Conversations and the turns that run in them. A turn belongs to its conversation, not to a
 * socket: readers attach, fall behind, catch up and leave while it runs on. In: questions,
 * cancellations. Out: to each {@link rapport.session.Reader} the record in order and the words as
 * they come, each exactly once. A conversation lives on one event loop and hops there by itself;
 * {@link rapport.session.Conversations} is safe from any thread.
 */
@NullMarked
package rapport.session;

import org.jspecify.annotations.NullMarked;
