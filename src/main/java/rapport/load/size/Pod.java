package rapport.load.size;

/**
 * One pod.
 *
 * @param cores it may use
 * @param memoryMegabytes its limit
 * @param cpuShare of its cores that may be busy on average, so that bursts find room
 */
public record Pod(double cores, double memoryMegabytes, double cpuShare) {}
