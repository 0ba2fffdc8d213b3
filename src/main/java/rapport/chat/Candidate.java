package rapport.chat;

import org.jspecify.annotations.Nullable;

/**
 * A row that was looked at, with what each signal said.
 *
 * @param similarity of the vectors, or null without the encoder
 * @param words how much of the question's words it has, rare ones counting more, 0 to 1
 * @param merit what stock and ratings add to a product
 * @param score the weighted sum, which is the order
 */
public record Candidate(
    String id, @Nullable Double similarity, double words, double merit, double score) {}
