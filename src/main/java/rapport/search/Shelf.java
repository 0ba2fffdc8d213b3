package rapport.search;

import org.jspecify.annotations.Nullable;
import rapport.chat.Language;
import rapport.encode.VectorMaker;

/**
 * The rows of one language.
 *
 * @param madeBy the encoder of their vectors
 * @param revision the load they are of
 * @param currency of their prices, or null when there are none
 */
record Shelf(
    Language language,
    VectorMaker madeBy,
    long revision,
    @Nullable String currency,
    Lexicon lexicon,
    FollowUps followUps) {}
