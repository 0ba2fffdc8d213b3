/**
 * How text becomes words that can be compared: the same way for rows and for questions. In: text
 * and its language. Out: terms, sizes, the brands that are named. Pure functions; any thread.
 */
@NullMarked
package rapport.words;

import org.jspecify.annotations.NullMarked;
