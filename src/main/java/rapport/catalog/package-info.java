/**
 * What the shop sells and answers: products and FAQs as values, and the tables that hold them. In:
 * rows with their vectors. Out: fingerprints of what is stored. Vectors are written here and read
 * by {@code search}.
 */
@NullMarked
package rapport.catalog;

import org.jspecify.annotations.NullMarked;
