/**
 * The durable record of conversations. In: questions, sources, answers. Out: their numbers, once
 * they are committed; the record from any number on. A question sent twice is stored once. Every
 * entry is one statement and one round trip; running answers are saved together, once a tick.
 * Called and answered on the caller's event loop. Fails with {@code unavailable} when the database
 * is away.
 */
@NullMarked
package rapport.journal;

import org.jspecify.annotations.NullMarked;
