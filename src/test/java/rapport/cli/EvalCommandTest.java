package rapport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/** The command as it is typed, on a small shop of this test's own. */
class EvalCommandTest {
  @TempDir private static Path folder;

  private static String url;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void prepare() throws IOException {
    url = TestDatabase.freshDatabase();
    String products =
        file(
            "products.jsonl",
            """
            {"id": "L-1", "title": "Desk lamp", "price": "39.95 USD"}
            {"id": "L-2", "title": "Floor lamp", "price": "79.95 USD"}
            {"id": "T-1", "title": "Tent for two", "price": "120 USD"}
            """);
    String faqs =
        file(
            "faqs.jsonl",
            """
            {"id": "F-1", "question": "How much is shipping?", "answer": "Shipping is free."}
            {"id": "F-2", "question": "Can I return a lamp?", "answer": "Yes, within a month."}
            """);
    file("queries.tsv", "q1\tdesk lamp\nq2\ttent for two\nq3\tunicorn & co\nq4\tmug\n");
    file("qrels.trec", "q1 0 L-1 3\nq1 0 L-2 1\nq2 0 T-1 2\nq3 0 L-1 0\n");
    file("items.tsv", "i1\twhat does shipping cost?\tF-1\ni2\treturn a lamp\tF-2\n");
    EvalCommandTest loading = new EvalCommandTest();
    assertThat(loading.run("ingest --products " + products)).isZero();
    assertThat(loading.run("ingest --faqs " + faqs)).isZero();
  }

  @Test
  void eval_printsMeansTimesAndTheWorstQueries() {
    assertThat(run("eval --queries @queries.tsv --qrels @qrels.trec --kind product")).isZero();

    assertThat(out())
        .startsWith("queries.tsv: 3 queries, judged by qrels.trec; kind product\n")
        .contains("nDCG@10            1.0000  1.0000 to 1.0000\n")
        .contains("recall@100         1.0000  1.0000 to 1.0000\n")
        .containsPattern("time: p50 \\d+\\.\\d ms, p99 \\d+\\.\\d ms \\(in process\\)\n")
        .contains("1 of 4 queries have no judgements and were not asked.\n")
        .contains("1 of 3 queries have nothing relevant and are left out.\n")
        .contains("q1  desk lamp\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void evalOfAGateway_findsTheSameRows() {
    assertThat(run("eval --queries @queries.tsv --qrels @qrels.trec --kind product --json"))
        .isZero();
    JsonObject here = new JsonObject(out());
    assertThat(err()).contains("1 of 4 queries have no judgements");

    try (TestGateway gateway = TestGateway.on(url, Map.of())) {
      String line = "eval --queries @queries.tsv --qrels @qrels.trec --kind product --json --url ";
      assertThat(run(line + gateway.url("/"))).isZero();
    }
    JsonObject there = new JsonObject(out());
    assertThat(there.getString("where")).startsWith("http://127.0.0.1:");
    assertThat(there.getJsonObject("means")).isEqualTo(here.getJsonObject("means"));
    assertThat(there.getJsonArray("queries").getJsonObject(0).getJsonArray("top"))
        .isEqualTo(here.getJsonArray("queries").getJsonObject(0).getJsonArray("top"))
        .first()
        .isEqualTo("L-1");
  }

  @Test
  void evalOfKnownItems_writesAReport_andComparesWithIt() {
    String line = "eval --queries @items.tsv --kind faq --locale en --report @report.json";
    assertThat(run(line)).isZero();
    assertThat(out())
        .startsWith("items.tsv: 2 queries, judged by their third column; kind faq, locale en\n")
        .contains("MRR@10             1.0000  1.0000 to 1.0000\n");

    assertThat(run("eval --queries @items.tsv --kind faq --compare @report.json")).isZero();
    assertThat(out())
        .contains("report.json of 20")
        .contains(": 2 queries in common\n")
        .contains("MRR@10             1.0000  1.0000     +0.0000  +0.0000 to +0.0000  1.000\n");

    assertThat(run("eval --queries @items.tsv --kind faq --json --compare @report.json")).isZero();
    assertThat(new JsonObject(out()).getJsonObject("comparison").getInteger("common")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eval --kind faq                                           | Missing required option: '--queries=TSV'
          eval --queries @items.tsv                                 | Missing required option: '--kind=product|faq'
          eval --queries @items.tsv --kind lamps                    | --kind: lamps (expected: product or faq)
          eval --queries @items.tsv --kind faq --worst -1           | --worst: -1 (expected: 0 or more)
          eval --queries @items.tsv --kind faq --url localhost:8080 | --url: localhost:8080 (expected: http://host:port)
          eval --queries @items.tsv --kind faq --locale ?           | locale: ? (expected: a language tag
          """)
  void wrongUsage_isExitCode2(String line, String message) {
    assertThat(run(line)).isEqualTo(2);
    assertThat(err()).startsWith("rapport: ").contains(message).doesNotContain("\tat ");
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eval --queries @none.tsv --kind faq                                 | none.tsv: no such file, or not readable
          eval --queries @queries.tsv --kind faq                              | queries.tsv line 1: no third column
          eval --queries @items.tsv --qrels @queries.tsv --kind faq           | queries.tsv line 1: 3 columns (expected: query, 0
          eval --queries @items.tsv --qrels @qrels.trec --kind faq            | qrels.trec: no query has a judgement
          eval --queries @items.tsv --kind faq --compare @none.json           | none.json: no such file
          eval --queries @items.tsv --kind faq --compare @items.tsv           | items.tsv: not a report of this command
          eval --queries @items.tsv --kind faq --url http://127.0.0.1:1       | http://127.0.0.1:1 does not answer (expected: a running gateway)
          eval --queries @items.tsv --kind faq --report @no/such/folder.json  | the report cannot be written
          """)
  void failures_areExitCode1WithWhatIsWrong(String line, String message) {
    assertThat(run(line)).isEqualTo(1);
    assertThat(err()).startsWith("rapport: ").contains(message).doesNotContain("defect", "\tat ");
  }

  /** {@code @name} is a file of this test's folder. */
  private int run(String line) {
    out.reset();
    err.reset();
    Environment environment =
        new Environment(
            Map.of("RAPPORT_DB_URL", url),
            Path.of("no-such-file.yaml"),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return Rapport.commandLine(environment).execute(line.replace("@", folder + "/").split(" ", -1));
  }

  private static String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }
}
