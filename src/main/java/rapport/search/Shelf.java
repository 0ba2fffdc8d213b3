package rapport.search;

import org.jspecify.annotations.Nullable;
import rapport.chat.Language;

/**
 * The rows of one language.
 *
 * @param dimension of their vectors
 * @param currency of their prices, or null when there are none
 */
record Shelf(Language language, int dimension, @Nullable String currency) {}
