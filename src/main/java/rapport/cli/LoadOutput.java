package rapport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import rapport.load.LoadException;
import rapport.load.report.Document;

/** Where what the lab measured goes: a table in the terminal, and files where they are wanted. */
final class LoadOutput {
  @Option(names = "--json", paramLabel = "FILE", description = "Write the whole document there.")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page to look at there.")
  private @Nullable Path html;

  /**
   * To be called before anything is measured.
   *
   * @throws LoadException when a folder is not there
   */
  void check() {
    requireFolder(json);
    requireFolder(html);
  }

  private static void requireFolder(@Nullable Path file) {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new LoadException("%s: no such folder (expected: one that exists)".formatted(folder));
    }
  }

  void write(Environment environment, String measured) {
    if (json != null) {
      write(json, measured); // first: what was measured is not lost
    }
    Document document = Document.of(measured);
    if (html != null) {
      write(html, document.html());
    }
    environment.out().print(document.text(inColour(environment)));
  }

  static boolean inColour(Environment environment) {
    return Environment.onTerminal() && environment.variables().get("NO_COLOR") == null;
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LoadException("%s: cannot be written (%s)".formatted(file, e));
    }
  }
}
