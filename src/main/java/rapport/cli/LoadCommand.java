package rapport.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rapport load}: the load lab. */
@Command(
    name = "load",
    description = "The load lab: how the gateway, or another server, holds under load.",
    synopsisSubcommandLabel = "COMMAND")
final class LoadCommand implements Runnable {
  @Spec private CommandSpec spec;

  static CommandLine commandLine(Environment environment) {
    return new CommandLine(new LoadCommand())
        .addSubcommand(new LoadRunCommand(environment))
        .addSubcommand(new LoadCompareCommand(environment))
        .addSubcommand(new LoadReportCommand(environment))
        .addSubcommand(new LoadSizeCommand(environment))
        .addSubcommand(new LoadModelCommand(environment));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "load needs one of run, compare, report, size, model");
  }
}
