package rapport.bench;

import java.util.List;

/**
 * How {@link Growth} runs.
 *
 * @param rows of the grown catalogue
 * @param questions whose times are taken, each at both sizes
 * @param judged questions whose rows are compared with the exact ones
 * @param m links of a vector in the grown catalogue's index; 0: as loads make it
 * @param efConstruction candidates for them; 0: as loads make it
 * @param memory of an index's build, such as {@code 4GB}
 * @param workers that help with it
 * @param inMemory the most rows that are held in memory
 * @param anew whether the grown catalogue is made again
 */
record GrowthOptions(
    int rows,
    int questions,
    int judged,
    int m,
    int efConstruction,
    String memory,
    int workers,
    int inMemory,
    boolean anew) {

  /** {@code ROWS [questions=300] [judged=40] [m=16] [memory=4GB] [in_memory=100000] … [anew]}. */
  static GrowthOptions of(List<String> words) {
    List<String> options = words.isEmpty() ? words : words.subList(1, words.size());
    return new GrowthOptions(
        words.isEmpty() ? 1_000_000 : Integer.parseInt(words.getFirst()),
        number(options, "questions", 300),
        number(options, "judged", 40),
        number(options, "m", 0),
        number(options, "ef_construction", 0),
        text(options, "memory", "4GB"),
        number(options, "workers", Runtime.getRuntime().availableProcessors() - 1),
        number(options, "in_memory", 100_000),
        options.contains("anew"));
  }

  private static int number(List<String> options, String name, int otherwise) {
    return Integer.parseInt(text(options, name, Integer.toString(otherwise)));
  }

  private static String text(List<String> options, String name, String otherwise) {
    return options.stream()
        .filter(option -> option.startsWith(name + "="))
        .map(option -> option.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }
}
