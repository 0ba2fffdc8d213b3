package rapport.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code search.*}: how much is looked for, and how well it must fit. */
@ConfigMapping(prefix = "rapport.search")
public interface SearchSettings {
  /** Products an answer stands on. */
  @WithDefault("6")
  int products();

  /** FAQs an answer stands on. */
  @WithDefault("4")
  int faqs();

  /** The least score, 0 to 1, that supports an answer. */
  @WithDefault("0.35")
  double minScore();

  /**
   * The rows of a language are held in memory when they are no more than so many products and no
   * more than so many FAQs: about 1.5 kB a row, and some 64 MB of whole rows. 0: every question is
   * looked for in the database.
   */
  @WithDefault("100000")
  int inMemoryRows();

  /** How long retrieval may take before full text alone, or an error, is the answer. */
  @WithDefault("3s")
  Duration timeout();
}
