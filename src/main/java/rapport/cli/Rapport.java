package rapport.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import rapport.chaos.ChaosException;
import rapport.chat.Language;
import rapport.config.SettingsException;
import rapport.fault.GatewayException;
import rapport.load.LoadException;
import rapport.localdb.LocalDatabaseException;

/** The top command. Every other one is a class of this package and is added to it here. */
@Command(
    name = "rapport",
    description = "A conversational gateway for online shops.",
    synopsisSubcommandLabel = "COMMAND")
public final class Rapport implements Runnable {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where an error comes from.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  /**
   * @return the exit code
   */
  public static int run(String... arguments) {
    return commandLine(Environment.ofProcess()).execute(arguments);
  }

  static CommandLine commandLine(Environment environment) {
    var top = new Rapport();
    return new CommandLine(top)
        .addSubcommand(new DemoCommand(environment))
        .addSubcommand(new ServeCommand(environment))
        .addSubcommand(new DbCommand(environment))
        .addSubcommand(new MigrateCommand(environment))
        .addSubcommand(new IngestCommand(environment))
        .addSubcommand(new SearchCommand(environment))
        .addSubcommand(new AskCommand(environment))
        .addSubcommand(new EvalCommand(environment))
        .addSubcommand(LoadCommand.commandLine(environment))
        .addSubcommand(new ChaosCommand(environment))
        .registerConverter(Language.class, Rapport::language)
        .setOut(writer(environment.out()))
        .setErr(writer(environment.err()))
        .setExecutionExceptionHandler((failure, line, _) -> top.failed(failure, line.getErr()))
        .setParameterExceptionHandler((wrong, _) -> wrongUsage(wrong));
  }

  private static Language language(String tag) {
    try {
      return Language.of(tag);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private int failed(Exception failure, PrintWriter err) {
    err.println("rapport: " + message(failure));
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.flush();
    return FAILED;
  }

  private static String message(Exception failure) {
    boolean expected =
        failure instanceof LocalDatabaseException
            || failure instanceof GatewayException
            || failure instanceof LoadException
            || failure instanceof ChaosException
            || failure instanceof SettingsException;
    return expected
        ? String.valueOf(failure.getMessage())
        : "%s\nThis is a defect of Rapport; --verbose shows where it comes from."
            .formatted(failure);
  }

  private static String message(ParameterException wrong) {
    return wrong instanceof CommandLine.UnmatchedArgumentException unknown
        ? "unknown: " + String.join(" ", unknown.getUnmatched())
        : String.valueOf(wrong.getMessage());
  }

  private static int wrongUsage(ParameterException wrong) {
    CommandLine line = wrong.getCommandLine();
    line.getErr().println("rapport: " + message(wrong));
    line.getErr().println("See: ./" + line.getCommandSpec().qualifiedName() + " --help");
    line.getErr().flush();
    return WRONG_USAGE;
  }
}
