package rapport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.testing.LoadSamples;

/** {@code load report} and {@code load size}, as they are typed. */
class LoadCommandsTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("old.json"), LoadSamples.result(1, 1.5).encode());
    Files.writeString(folder.resolve("new.json"), LoadSamples.result(2, 1).encode());
    Files.writeString(folder.resolve("compare.json"), LoadSamples.compare(3).encode());
  }

  @Test
  void report_ofOneResult_isATableAndAPage() throws IOException {
    assertThat(run("load report @new.json --html @page.html")).isZero();
    assertThat(out.toString(UTF_8)).contains("Nothing gave out.", "CPU per token");
    assertThat(Files.readString(folder.resolve("page.html"))).startsWith("<!doctype html>");
    assertThat(err.toString(UTF_8)).contains("page.html");
  }

  @Test
  void report_ofTwoResults_isTheirDifference() {
    assertThat(run("load report @old.json @new.json --html @pair.html")).isZero();
    assertThat(out.toString(UTF_8)).contains("now/then", "One run each");
    assertThat(folder.resolve("pair.html")).exists();
  }

  @Test
  void report_ofAComparison_putsRatiosFirst() {
    assertThat(run("load report @compare.json")).isZero();
    assertThat(out.toString(UTF_8)).contains("to floor", "to Rapport", "← best");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          load                                       | 2 | load needs one of
          load report                                | 2 | JSON
          load report @nothing.json                  | 1 | no such file
          load report @new.json @compare.json        | 1 | kind: compare
          load report @new.json --html @no/page.html | 1 | page.html: cannot be written
          load size                                  | 2 | --sessions
          load size --sessions 0                     | 2 | --sessions: 0.0 (expected: more than 0)
          load size --sessions 9 --streams 10        | 2 | --streams: 10.0 (expected: more than 0, at most 9)
          load size --sessions 9 --streams 1 --questions-per-session-hour 1 | 2 | one of them
          """)
  void whatIsWrong_isSaid(String command, int code, String message) {
    assertThat(run(command)).isEqualTo(code);
    assertThat(err.toString(UTF_8)).contains(message);
  }

  @Test
  void size_showsItsArithmetic_fromThisBuildOrFromARun() {
    assertThat(run("load size --sessions 50000")).isZero();
    assertThat(out.toString(UTF_8)).contains("5 pods of 2 cores", "gives out first: sockets a pod");
    out.reset();
    assertThat(run("load size --sessions 50000 --streams 4000 --from @compare.json")).isZero();
    assertThat(out.toString(UTF_8)).contains("compare.json", "4,000 answers at once");
  }

  private int run(String line) {
    var environment =
        new Environment(
            Map.of(),
            folder.resolve("rapport.yaml"),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    String[] words = line.replace("@", folder + "/").split(" +", -1);
    return Rapport.commandLine(environment).execute(words);
  }
}
