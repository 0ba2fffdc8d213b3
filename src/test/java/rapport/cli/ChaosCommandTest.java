package rapport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code chaos} as it is mistyped; what it does is {@code rapport.chaos.ChaosRunsTest}'s. */
class ChaosCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chaos                       | Missing required parameter: 'RUN'
          chaos monkeys               | RUN: monkeys (expected: kills, cuts, outages, restarts, soak)
          chaos kills --count -1      | --count: -1 (expected: 0 or more)
          chaos kills --sessions 0    | --sessions: 0 (expected: 1 or more)
          chaos soak --minutes 0      | --minutes: 0 (expected: 1 or more)
          chaos outages --outage 0    | --outage: 0 (expected: milliseconds, 1 or more)
          """)
  void whatIsWrong_isSaid(String command, String message) {
    var err = new ByteArrayOutputStream();
    var environment =
        new Environment(
            Map.of(),
            folder.resolve("rapport.yaml"),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8));
    assertThat(Rapport.commandLine(environment).execute(command.split(" +", -1))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains(message);
  }
}
