/**
 * What the load lab measured, for reading. In: the JSON of a result or of a comparison of several
 * contenders. Out: a table for the terminal and one self-contained HTML page, its charts drawn as
 * SVG by the classes here. Pure but for reading the file; on the caller's own thread. Knows nothing
 * of how anything was measured.
 */
@NullMarked
package rapport.load.report;

import org.jspecify.annotations.NullMarked;
