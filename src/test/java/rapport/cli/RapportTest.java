package rapport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

class RapportTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @CommandLine.Command(name = "refuse")
  static final class Refuse implements Runnable {
    @Override
    public void run() {
      throw new GatewayException(Fault.UNAVAILABLE, "the database is away\nStart it.");
    }
  }

  @CommandLine.Command(name = "break")
  static final class Break implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("a bug");
    }
  }

  @Test
  void failure_thatIsExpected_isItsMessageAndExitCode1() {
    assertThat(run("refuse")).isEqualTo(1);

    assertThat(err).hasToString("rapport: the database is away\nStart it.\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void failure_thatIsNot_namesItWithoutAStackTrace() {
    assertThat(run("break")).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("rapport: java.lang.IllegalStateException: a bug\n")
        .contains("--verbose")
        .doesNotContain("\tat ");
  }

  @Test
  void failure_withVerbose_hasAStackTrace() {
    assertThat(run("break", "--verbose")).isEqualTo(1);

    assertThat(err.toString()).contains("\tat rapport.cli.RapportTest$Break.run");
  }

  @Test
  void unknownCommand_isWrongUsage() {
    assertThat(run("sevre")).isEqualTo(2);

    assertThat(err).hasToString("rapport: unknown: sevre\nSee: ./rapport --help\n");
  }

  @Test
  void noCommand_isWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("db")).isEqualTo(2);

    assertThat(err.toString())
        .contains("rapport: a command is missing", "rapport: db needs one of start, stop");
  }

  @Test
  void help_namesEveryCommandButHiddenOnes() {
    assertThat(run("db", "--help")).isZero();

    assertThat(out.toString())
        .contains("start", "stop", "status", "url")
        .doesNotContain("install ");
  }

  private int run(String... arguments) {
    return Rapport.commandLine(Environment.ofProcess())
        .addSubcommand(new Refuse())
        .addSubcommand(new Break())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
