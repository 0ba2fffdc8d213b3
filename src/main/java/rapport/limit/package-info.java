/**
 * Who may start: a permit now, or none. Nothing waits here and nothing is thrown. Safe from any
 * thread.
 */
@NullMarked
package rapport.limit;

import org.jspecify.annotations.NullMarked;
