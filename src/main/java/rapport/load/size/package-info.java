/**
 * How much of what a given number of shoppers needs. In: the demand, and figures that were measured
 * (the resource {@code load/sizing.json}, or a document of the load lab). Out: pods, database and
 * what gives out first, with the arithmetic line by line. Pure.
 */
@NullMarked
package rapport.load.size;

import org.jspecify.annotations.NullMarked;
