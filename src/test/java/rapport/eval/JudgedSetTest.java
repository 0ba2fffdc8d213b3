package rapport.eval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.fault.GatewayException;

class JudgedSetTest {
  @TempDir Path folder;

  @Test
  void judged_readsTextsAndGrades_inTheOrderOfTheQueries() throws IOException {
    Path queries = file("queries.tsv", "\uFEFFq2\tdesk lamp\tmore\tand more\r\n\r\nq1\t帐篷\r\n");
    Path judgements = file("qrels.trec", "q1 0 T-1 3\nq2\t0\tL-1 \t 2\n\nq2 0 L-2 0\nq2 0 L-2 0\n");

    JudgedSet set = JudgedSet.judged(queries, judgements);

    assertThat(set.queries())
        .containsExactly(
            new JudgedQuery("q2", "desk lamp", Map.of("L-1", 2, "L-2", 0)),
            new JudgedQuery("q1", "帐篷", Map.of("T-1", 3)));
    assertThat(set.notes()).isEmpty();
  }

  @Test
  void judged_withQueriesOnOneSideAlone_saysHowMany() throws IOException {
    Path queries = file("queries.tsv", "q1\tlamp\nq2\ttent\nq3\tmug\n");
    Path judgements = file("qrels.trec", "q1 0 a 1\nq8 0 a 1\nq9 0 a 1\nq9 0 b 1\n");

    JudgedSet set = JudgedSet.judged(queries, judgements);

    assertThat(set.queries()).extracting(JudgedQuery::id).containsExactly("q1");
    assertThat(set.notes())
        .containsExactly(
            "2 of 3 queries have no judgements and were not asked.",
            "2 judged queries are not among the queries.");
  }

  @Test
  void knownItems_areTheThirdColumn() throws IOException {
    Path queries = file("queries.tsv", "q1\tlamp\tL-1\nq2\ttent\tT-1\tmore\n");

    assertThat(JudgedSet.knownItems(queries).queries())
        .containsExactly(
            new JudgedQuery("q1", "lamp", Map.of("L-1", 1)),
            new JudgedQuery("q2", "tent", Map.of("T-1", 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          q1\\tlamp\\nq2 tent        | line 2: no tab (expected: id, tab, the query's text)
          q1\\tlamp\\n\\n\\ttent     | line 3: no id before the tab (expected: id, tab, the query's text)
          q1\\t \\tL-1               | line 1: a text of 0 characters (expected: 1 to 4000)
          q1\\tlamp\\nq1\\ttent      | line 2: query q1 is there already (expected: each id once)
          """)
  void queries_thatAreDamaged_areNamedByTheirLine(String content, String message)
      throws IOException {
    Path queries = file("queries.tsv", content.translateEscapes());

    assertThatThrownBy(() -> JudgedSet.knownItems(queries))
        .isInstanceOf(GatewayException.class)
        .hasMessage("queries.tsv " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          q1 0 a 1\\nq1 a 1              | line 2: 3 columns (expected: query, 0, row id and grade)
          q1 0 a 1\\nq1 0 a b 1          | line 2: 5 columns (expected: query, 0, row id and grade)
          q1 0 a high                    | line 1: grade high is not a whole number (expected: query, 0, row id and grade)
          q1 0 a 0.5                     | line 1: grade 0.5 is not a whole number (expected: query, 0, row id and grade)
          q1 0 a 1\\nq2 0 a 2\\nq1 0 a 2 | line 3: row a of query q1 has grade 1 already (expected: one grade)
          """)
  void judgements_thatAreDamaged_areNamedByTheirLine(String content, String message)
      throws IOException {
    Path queries = file("queries.tsv", "q1\tlamp\n");
    Path judgements = file("qrels.trec", content.translateEscapes());

    assertThatThrownBy(() -> JudgedSet.judged(queries, judgements))
        .isInstanceOf(GatewayException.class)
        .hasMessage("qrels.trec " + message);
  }

  @Test
  void text_thatIsTooLong_isNamedByItsLine() throws IOException {
    Path queries = file("queries.tsv", "q1\t" + "x".repeat(4_000) + "\ta\n");
    assertThat(JudgedSet.knownItems(queries).queries()).hasSize(1);

    file("queries.tsv", "q0\tlamp\ta\nq1\t" + "x".repeat(4_001) + "\ta\n");
    assertThatThrownBy(() -> JudgedSet.knownItems(queries))
        .hasMessage("queries.tsv line 2: a text of 4001 characters (expected: 1 to 4000)");
  }

  @Test
  void bytes_thatAreNotUtf8_areNamedByTheirLine() throws IOException {
    Path queries = folder.resolve("queries.tsv");
    Files.write(queries, "q1\tlamp\ta\nq2\tcafé\ta\n".getBytes(ISO_8859_1));

    assertThatThrownBy(() -> JudgedSet.knownItems(queries))
        .hasMessage("queries.tsv line 2: bytes that are not UTF-8 (expected: UTF-8)");
  }

  @Test
  void knownItem_thatIsMissing_isNamedByItsLine() throws IOException {
    Path queries = file("queries.tsv", "q1\tlamp\tL-1\nq2\ttent\n");

    assertThatThrownBy(() -> JudgedSet.knownItems(queries))
        .hasMessage(
            "queries.tsv line 2: no third column"
                + " (expected without --qrels: the id of the relevant row)");
  }

  @Test
  void setWithoutAnythingToMeasure_isRefused() throws IOException {
    Path queries = file("queries.tsv", "q1\tlamp\n");
    Path strangers = file("strangers.trec", "q2 0 a 1\n");
    Path irrelevant = file("irrelevant.trec", "q1 0 a 0\nq1 0 b -1\n");

    assertThatThrownBy(() -> JudgedSet.judged(queries, strangers))
        .hasMessage("strangers.trec: no query has a judgement (expected: the same ids)");
    assertThatThrownBy(() -> JudgedSet.judged(queries, irrelevant))
        .hasMessage("irrelevant.trec: nothing is relevant (expected: grades of 1 or more)");
  }

  @Test
  void fileThatIsMissing_isNamed() {
    assertThatThrownBy(() -> JudgedSet.knownItems(Path.of("no-such-file.tsv")))
        .isInstanceOf(GatewayException.class)
        .hasMessage("no-such-file.tsv: no such file, or not readable");
  }

  private Path file(String name, String content) throws IOException {
    return Files.write(folder.resolve(name), content.getBytes(UTF_8));
  }
}
