/**
 * How parts of the process live: constructors do no I/O, readiness is a value, and what was opened
 * is closed in reverse order. And which of its threads give way to others.
 */
@NullMarked
package rapport.life;

import org.jspecify.annotations.NullMarked;
