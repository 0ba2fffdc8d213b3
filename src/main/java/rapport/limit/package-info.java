/**
 * Who may start: a permit now, or none, by how many go on ({@link rapport.limit.Limiter}), by who
 * they are ({@link rapport.limit.FairLimiter}) or by how long they would wait ({@link
 * rapport.limit.WaitingLine}); and when those may come back who were sent away ({@link
 * rapport.limit.Appointments}). Nothing waits here and nothing is thrown. Safe from any thread.
 */
@NullMarked
package rapport.limit;

import org.jspecify.annotations.NullMarked;
