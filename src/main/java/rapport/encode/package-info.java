/**
 * Text in, unit vector out. Queries go first; documents fill what is left. Callers get their answer
 * on their own event loop; the work is done by a few threads of this room. Fails with {@code
 * overloaded} when the queue is full and {@code unavailable} when the model is not there.
 */
@NullMarked
package rapport.encode;

import org.jspecify.annotations.NullMarked;
