/**
 * Finds what supports an answer: one question in, the products and FAQs that fit out, best first.
 * Reads constraints from the words, encodes what is left, and asks the database once; both legs,
 * dense and full text, are filtered, ranked and fused there. Called and answered on the caller's
 * event loop. Without the encoder it goes on with full text and says so; without the database it
 * fails.
 */
@NullMarked
package rapport.search;

import org.jspecify.annotations.NullMarked;
