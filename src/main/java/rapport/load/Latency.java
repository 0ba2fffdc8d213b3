package rapport.load;

import org.jspecify.annotations.Nullable;

/**
 * All times of a run; each null without samples.
 *
 * @param connect from the first packet to the welcome
 * @param ack from the moment the question was due, as are cards, firstToken and total
 * @param firstTokenAdded what of {@code firstToken} was not the model's own time
 * @param gap between two readings with new text of one answer
 * @param lag from the model's sending of a piece to its last byte's arrival
 * @param refusal from the moment the question was due to its {@code overloaded}
 * @param eviction from the moment a slow reader stopped reading to the end of its socket
 */
public record Latency(
    @Nullable Spread connect,
    @Nullable Spread ack,
    @Nullable Spread cards,
    @Nullable Spread firstToken,
    @Nullable Spread firstTokenAdded,
    @Nullable Spread gap,
    @Nullable Spread lag,
    @Nullable Spread total,
    @Nullable Spread refusal,
    @Nullable Spread eviction) {}
