package rapport.search;

import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;
import rapport.chat.Candidate;
import rapport.index.Found;
import rapport.words.Analyzer;

/**
 * A row that was found for a question.
 *
 * @param score by which rows of a kind are ordered
 * @param similarity of the nearest of its vectors, or null when the question has none
 * @param words what the question's words count in it, 1 when all are in its title
 * @param merit what speaks for it whatever is asked
 */
record Match(Stored row, double score, @Nullable Double similarity, double words, double merit) {
  /**
   * @param row that a statement of {@link SearchSql} answered
   */
  static Match of(Row row, Analyzer analyzer) {
    return new Match(
        Stored.of(row, analyzer),
        row.getDouble("score"),
        row.getDouble("similarity"),
        row.getDouble("words"),
        row.getDouble("merit"));
  }

  static Match of(Found found, Stored row) {
    return new Match(row, found.score(), found.similarity(), found.words(), found.merit());
  }

  Candidate candidate() {
    return new Candidate(row.id(), similarity, words, merit, score);
  }
}
