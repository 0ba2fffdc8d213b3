package rapport.telemetry;

import java.util.Locale;

/** The timed stages of a turn, in their order. */
public enum Stage {
  /** The question's vector. */
  ENCODE,
  /** The database's answer to it. */
  SEARCH,
  /** The prompt. */
  PROMPT,
  /** The question's commit, which runs beside the three above. */
  ACCEPT,
  /** From the question received to the model asked. */
  BEFORE_MODEL,
  /** From the question received to the sources on their way. */
  SOURCES,
  /** From the model asked to its first words. */
  MODEL_FIRST_TOKEN,
  /** From the question received to the first words on their way. */
  FIRST_TOKEN,
  /** From the question received to the end. */
  TOTAL;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
