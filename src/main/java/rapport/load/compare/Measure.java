package rapport.load.compare;

/** What is compared, each in a line of the table. */
enum Measure {
  STREAMS_HELD("streams_held", "Answers of 40 tokens/s held at once, gaps' p99 ≤ 250 ms", "", true),
  CPU_PER_QUESTION("cpu_ms_per_question", "CPU per question", "ms", false),
  CPU_PER_TOKEN("cpu_us_per_token", "CPU per relayed token", "µs", false),
  FIRST_TOKEN_ADDED_P50(
      "first_token_added_p50_ms", "Added to the model's first token, p50", "ms", false),
  FIRST_TOKEN_ADDED_P99(
      "first_token_added_p99_ms", "Added to the model's first token, p99", "ms", false),
  BUSY_CPU_PER_QUESTION(
      "busy_cpu_ms_per_question", "CPU per question with its 60 tokens, at 80/s", "ms", false),
  BUSY_CPU_WITH_DATABASE(
      "busy_cpu_with_database_ms_per_question",
      "The same with what the database takes for it",
      "ms",
      false),
  BUSY_FIRST_TOKEN_ADDED_P50(
      "busy_first_token_added_p50_ms", "Added to the first token at 80/s, p50", "ms", false),
  BUSY_FIRST_TOKEN_ADDED_P99(
      "busy_first_token_added_p99_ms", "Added to the first token at 80/s, p99", "ms", false),
  EASY_FIRST_TOKEN_ADDED_P50(
      "easy_first_token_added_p50_ms", "Added to the first token at 50/s, p50", "ms", false),
  EASY_FIRST_TOKEN_ADDED_P99(
      "easy_first_token_added_p99_ms", "Added to the first token at 50/s, p99", "ms", false),
  FLOODED_CPU_PER_QUESTION(
      "flooded_cpu_ms_per_question", "CPU per answered question, 200/s asked", "ms", false),
  FLOODED_CPU_WITH_DATABASE(
      "flooded_cpu_with_database_ms_per_question",
      "The same with what the database takes for it",
      "ms",
      false),
  MOST_QUESTIONS(
      "most_questions_per_second",
      "Questions a second, all answered, added to the first token p99 ≤ 100 ms",
      "/s",
      true),
  GAP_P99("gap_p99_ms", "Gaps between pieces, 400 answers of 20 tokens/s, p99", "ms", false),
  HEAP_PER_SESSION("heap_bytes_per_session", "Heap per open session", "B", false),
  MEMORY("memory_mb", "Memory of the process, with 400 answers, at most", "MB", false),
  START("start_s", "Start to the first welcome", "s", false);

  private final String id;
  private final String title;
  private final String unit;
  private final boolean moreIsBetter;

  Measure(String id, String title, String unit, boolean moreIsBetter) {
    this.id = id;
    this.title = title;
    this.unit = unit;
    this.moreIsBetter = moreIsBetter;
  }

  String id() {
    return id;
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
