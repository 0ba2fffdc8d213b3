package rapport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.testing.TestDatabase;

/** Commands as they are typed, on a database of this test's own. */
class CommandsTest {
  @TempDir private static Path folder;

  private static String url;
  private static Path products;
  private static Path faqs;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void prepare() throws IOException {
    url = TestDatabase.freshDatabase();
    products = folder.resolve("lamps.jsonl");
    Files.writeString(
        products,
        """
        {"id": "L-1", "title": "Desk lamp", "price": "39.95 USD", "product_type": "Home > Lamps"}
        {"id": "T-1", "title": "Tent for two", "price": "120 USD", "product_type": "Camping"}
        """);
    faqs = folder.resolve("faqs.jsonl");
    Files.writeString(
        faqs,
        """
        {"id": "F-1", "question": "How much is shipping?", "answer": "Shipping is free from $49."}
        """);
    CommandsTest loading = new CommandsTest();
    assertThat(loading.run("ingest", "--products", products.toString())).isZero();
    assertThat(loading.run("ingest", "--faqs", faqs.toString())).isZero();
  }

  @Test
  void search_printsWhatFitsWithItsReasons() {
    assertThat(run("search", "a", "lamp", "under", "$50")).isZero();
    assertThat(out())
        .containsPattern("  0\\.\\d\\d  L-1 +\\$39\\.95  Desk lamp  \\(under \\$50\\)\n")
        .contains("How much is shipping?")
        .containsPattern("encode \\d+\\.\\d ms, search \\d+\\.\\d ms")
        .doesNotContain("T-1");
    assertThat(err()).isEmpty();
  }

  @Test
  void ask_printsTheAnswerThenItsProducts() {
    assertThat(run("ask", "How", "much", "is", "shipping?")).isZero();
    assertThat(out()).startsWith("Shipping is free from $49.\n\n");
    assertThat(run("ask", "do you have a desk lamp?")).isZero();
    assertThat(out()).contains("**Desk lamp**: $39.95, in stock").contains("  L-1 ");
  }

  @Test
  void ingest_again_changesNothing() {
    assertThat(run("ingest", "--products", products.toString())).isZero();
    assertThat(out()).contains("0 accepted, 2 unchanged, 0 rejected");
  }

  @Test
  void migrate_again_saysSo() {
    assertThat(run("migrate")).isZero();
    assertThat(out()).isEqualTo("The schema is up to date.\n");
  }

  @Test
  void dbUrl_isTheConfiguredOne() {
    assertThat(run("db", "url")).isZero();
    assertThat(out()).isEqualTo(url + "\n");
    assertThat(run("db", "start")).isZero();
    assertThat(out()).contains("Not needed: RAPPORT_DB_URL names a database.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          search                             | Missing required parameter: 'QUERY'
          ask                                | Missing required parameter: 'QUESTION'
          search -k many lamp                | Invalid value for option '-k'
          search -k 101 lamp                 | -k: 101 (expected: 0 to 100)
          search lamp --locale ?             | locale: ? (expected: a language tag such as en, zh or pt-BR)
          ask lamp --locale ?                | locale: ? (expected: a language tag such as en, zh or pt-BR)
          ingest                             | --products or --faqs is missing
          ingest --products a --locale x     | locale: x (expected: a language tag such as en, zh or pt-BR)
          ingest --products a --faqs b --map c | --map fits one kind of file
          ingest --forget ?                  | locale: ? (expected: a language tag such as en, zh or pt-BR)
          serve now                          | unknown: now
          lamp                               | unknown: lamp
          """)
  void wrongUsage_isExitCode2WithWhatIsWrong(String line, String message) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err()).startsWith("rapport: ").contains(message).contains("See: ./rapport");
    assertThat(err()).doesNotContain("\tat ");
    assertThat(out()).isEmpty();
  }

  @Test
  void missingFile_isExitCode1WithItsName() {
    assertThat(run("ingest", "--products", "no-such-file.jsonl")).isEqualTo(1);
    assertThat(out() + err()).contains("no-such-file.jsonl").doesNotContain("defect", "\tat ");
    assertThat(run("ingest", "--products", products.toString(), "--map", "no-such-map.yaml"))
        .isEqualTo(1);
    assertThat(out() + err()).contains("no-such-map.yaml").doesNotContain("defect", "\tat ");
  }

  @Test
  void questionThatIsTooLong_isExitCode2() {
    assertThat(run("ask", "x".repeat(4_001))).isEqualTo(2);
    assertThat(err()).contains("text: 4001 characters (expected: 1 to 4000, not blank)");
  }

  @Test
  void wrongSettings_areAllNamed() {
    assertThat(run(Map.of("RAPPORT_HTTP_PORT", "x", "RAPPORT_DB_POOL_SIZE", "0"), "search", "a"))
        .isEqualTo(1);
    assertThat(err())
        .contains(
            "http.port: x (expected: a whole number)", "db.pool-size: 0 (expected: 1 or more)")
        .doesNotContain("defect");
  }

  @ParameterizedTest
  @CsvSource({"search lamp", "ask lamp", "migrate", "ingest --forget de", "serve"})
  void databaseThatIsAway_isExitCode1WithWhatToDo(String line) throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Map<String, String> away =
        Map.of("RAPPORT_DB_URL", "postgresql://u:do-not-tell@127.0.0.1:%d/d".formatted(port));
    assertThat(run(away, line.split(" ", -1))).isEqualTo(1);
    assertThat(err()).contains("is db.url right?").doesNotContain("defect", "\tat ", "do-not-tell");
  }

  @Test
  void portThatIsTaken_isOneClearLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Map<String, String> settings =
          Map.of("RAPPORT_HTTP_PORT", port, "RAPPORT_MANAGEMENT_PORT", "0");
      assertThat(run(settings, "serve")).isEqualTo(1);
      assertThat(err())
          .isEqualTo(
              "rapport: http.port: %s is in use (expected: a free port; set RAPPORT_HTTP_PORT)\n"
                  .formatted(port));
    }
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> settings, String... arguments) {
    out.reset();
    err.reset();
    Map<String, String> variables = new HashMap<>(Map.of("RAPPORT_DB_URL", url));
    variables.putAll(settings);
    Environment environment =
        new Environment(
            variables,
            Path.of("no-such-file.yaml"),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return Rapport.commandLine(environment).execute(arguments);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }
}
