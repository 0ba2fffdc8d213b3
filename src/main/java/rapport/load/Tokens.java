package rapport.load;

/**
 * The account of all pieces of the measured answers.
 *
 * @param accounted false when the answers are not from the scripted model: then only {@code
 *     received}, in words, is known
 * @param sent what the answers that ended should have held, and what the others had got to
 * @param received sound pieces, each counted once
 * @param lost never seen, the damaged ones not included
 * @param doubled seen once more
 * @param disordered seen after a later one
 * @param damaged words that are no piece
 * @param foreign pieces of a stream that is another answer's
 * @param shortAnswers answers said to be whole that lack their end
 */
public record Tokens(
    boolean accounted,
    long sent,
    long received,
    long lost,
    long doubled,
    long disordered,
    long damaged,
    long foreign,
    long shortAnswers) {
  /** Whether everything arrived once, whole and in order. */
  public boolean sound() {
    return lost + doubled + disordered + damaged + foreign + shortAnswers == 0;
  }
}
