/**
 * Ours beside what a user would have instead: starts each contender in turn on one catalogue and
 * one scripted model, measures it the same way, round after round. In goes a database server, out
 * comes a document of medians' raw material ({@code "kind": "compare"}). On the caller's thread,
 * which waits; everything that was started is ended.
 */
@NullMarked
package rapport.load.compare;

import org.jspecify.annotations.NullMarked;
