package rapport.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rapport load}: the load lab. Its commands are classes of their own, added where it is. */
@Command(
    name = "load",
    description = "The load lab: how the gateway, or another server, holds under load.",
    synopsisSubcommandLabel = "COMMAND")
final class LoadCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "load needs one of run, model");
  }
}
