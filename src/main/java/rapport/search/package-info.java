/**
 * Finds what supports an answer: one question in, the products and FAQs that fit out, best first.
 * Reads constraints from the words and encodes what is left. Both legs, dense and full text, are
 * filtered, ranked and fused among rows in memory (room index), while the database tells whether
 * they are still true; or there, in one statement, when rows are too many or memory is behind.
 * Called and answered on the caller's event loop. Without the encoder it goes on with full text and
 * says so; without the database it fails.
 */
@NullMarked
package rapport.search;

import org.jspecify.annotations.NullMarked;
