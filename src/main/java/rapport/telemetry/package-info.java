/**
 * What the process tells about itself: stages are timed, endings are counted. Safe from any thread.
 */
@NullMarked
package rapport.telemetry;

import org.jspecify.annotations.NullMarked;
