package rapport.load.compare;

/** What is compared, each in a line of the table. */
enum Measure {
  STREAMS_HELD("Answers streaming at once, every gap's p99 ≤ 250 ms", "", true),
  CPU_PER_QUESTION("CPU per question", "ms", false),
  CPU_PER_TOKEN("CPU per relayed token", "µs", false),
  FIRST_TOKEN_ADDED_P50("Added to the model's first token, p50", "ms", false),
  FIRST_TOKEN_ADDED_P99("Added to the model's first token, p99", "ms", false),
  LAG_P99("A piece's way from model to shopper, p99", "ms", false),
  HEAP_PER_SESSION("Heap per open session", "KB", false),
  MEMORY("Memory of the process, at most", "MB", false),
  START("Start to the first welcome", "s", false);

  private final String title;
  private final String unit;
  private final boolean moreIsBetter;

  Measure(String title, String unit, boolean moreIsBetter) {
    this.title = title;
    this.unit = unit;
    this.moreIsBetter = moreIsBetter;
  }

  String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  boolean moreIsBetter() {
    return moreIsBetter;
  }
}
