package rapport.eval;

/**
 * A mean, and between what the mean of other queries of this sort lies 95 times of 100.
 *
 * @param low where the interval begins
 * @param high where it ends
 */
public record Estimate(double mean, double low, double high) {}
