/**
 * A catalogue's vectors, words and facts in memory: the rows that fit a question, exactly, in well
 * under a millisecond for some ten thousand rows. In: entries and a question already encoded. Out:
 * ids with their scores. Everything is immutable and for any thread; who reads the entries, and
 * when, is the caller's concern.
 */
@NullMarked
package rapport.index;

import org.jspecify.annotations.NullMarked;
