package rapport.index;

/**
 * A question, encoded and weighed. A row's score is {@code similarityCounts} times its calibrated
 * similarity, the rest times its words, and its merit.
 *
 * @param vector of unit length, rounded to half precision
 * @param words its words as dimensions, rising
 * @param weights what each of {@code words} counts
 * @param telling the words whose rows are looked at for their words alone
 * @param unrelated the similarity of texts that have nothing in common
 * @param similarityCounts 0 to 1
 * @param candidates how many rows each leg hands on
 * @param rows how many to return
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Asked(
    float[] vector,
    int[] words,
    float[] weights,
    int[] telling,
    double unrelated,
    double similarityCounts,
    int candidates,
    int rows,
    Conditions conditions) {

  double score(double similarity, double wordsScore, double merit) {
    double calibrated = Math.max(0, (similarity - unrelated) / (1 - unrelated));
    return similarityCounts * calibrated + (1 - similarityCounts) * wordsScore + merit;
  }
}
