package rapport.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.load.report.Document;
import rapport.load.report.Pair;
import rapport.load.report.Result;

/** {@code rapport load report}: what was measured, as a table and as a page. */
@Command(
    name = "report",
    description = "Show what load or load compare wrote; of two results, what changed.")
final class LoadReportCommand implements Runnable {
  private final Environment environment;

  LoadReportCommand(Environment environment) {
    this.environment = environment;
  }

  @Parameters(index = "0", paramLabel = "JSON", description = "A result, or a comparison.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LATER",
      description = "A later result of the same scenario.")
  private @Nullable Path later;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page, too.")
  private @Nullable Path html;

  @Option(names = "--anyway", description = "Compare results of different scenarios, too.")
  private boolean anyway;

  @Override
  public void run() {
    boolean colour = LoadOutput.inColour(environment);
    if (later == null) {
      Document document = Document.read(file);
      show(document.text(colour), document.html());
    } else {
      Pair pair = Pair.of(result(file), result(later), anyway);
      show(pair.text(colour), pair.html());
    }
  }

  private void show(String text, String page) {
    environment.out().print(text);
    if (html != null) {
      LoadOutput.write(html, page);
      environment.err().println("Page: " + html);
    }
  }

  private static Result result(Path file) {
    if (Document.read(file) instanceof Result result) {
      return result;
    }
    throw new GatewayException(
        Fault.BAD_REQUEST, file + ": kind: compare (expected: the result of one run)");
  }
}
