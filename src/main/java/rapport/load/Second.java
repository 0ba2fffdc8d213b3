package rapport.load;

import org.jspecify.annotations.Nullable;

/**
 * One second of a run. Counts are of that second; processor time is in cores.
 *
 * @param t seconds since the measured part began
 * @param open sockets at its end
 * @param streams answers under way at its end
 * @param gapP99 in milliseconds; 0 when there was no gap, as with the first token
 */
public record Second(
    int t,
    long due,
    long answered,
    long tokens,
    int open,
    int streams,
    double gapP99,
    double firstTokenP99,
    @Nullable Double serverCpu,
    @Nullable Long serverMegabytes,
    double labCpu,
    @Nullable Double modelCpu) {}
