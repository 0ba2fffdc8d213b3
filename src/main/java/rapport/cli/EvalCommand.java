package rapport.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;
import rapport.eval.Comparison;
import rapport.eval.JudgedSet;
import rapport.eval.Run;
import rapport.eval.RunJson;
import rapport.eval.RunTable;
import rapport.eval.Search;
import rapport.eval.Setup;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

@Command(
    name = "eval",
    description = "Measure how well searches find what judges found relevant, and how fast.")
final class EvalCommand implements Runnable {
  private final Environment environment;

  EvalCommand(Environment environment) {
    this.environment = environment;
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--queries",
      required = true,
      paramLabel = "TSV",
      description =
          "One query a line: id, tab, text. Without --qrels a third column is read: "
              + "the id of the one relevant row.")
  private Path queries = Path.of("");

  @Option(
      names = "--qrels",
      paramLabel = "TREC",
      description = "One judgement a line: query id, 0, row id, grade. 1 and more is relevant.")
  private @Nullable Path judgements;

  @Option(
      names = "--kind",
      required = true,
      converter = KindOfRow.class,
      paramLabel = "product|faq",
      description = "What the judged rows are.")
  private Kind kind = Kind.PRODUCT;

  @Option(names = "--locale", description = "The language, where the words do not tell.")
  private @Nullable Language locale;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Measure a running gateway (http://host:port) instead of searching here.")
  private @Nullable URI gateway;

  @Option(names = "--worst", paramLabel = "N", description = "Queries to name (5 unless said).")
  private int worst = 5;

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  @Option(names = "--report", paramLabel = "FILE", description = "Write that JSON to a file, too.")
  private @Nullable Path report;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "Compare with an earlier run: what --report or --json wrote then.")
  private @Nullable Path earlier;

  @Override
  public void run() {
    requireUsage();
    JudgedSet set =
        judgements == null ? JudgedSet.knownItems(queries) : JudgedSet.judged(queries, judgements);
    Run before = earlier == null ? null : RunJson.read(earlier);
    Run run = measure(set);
    Comparison comparison =
        before == null ? null : Comparison.of(String.valueOf(earlier), before, run);
    print(run, comparison);
    if (report != null) {
      write(report, RunJson.write(run, comparison));
    }
  }

  private void requireUsage() {
    if (worst < 0) {
      throw new ParameterException(
          spec.commandLine(), "--worst: %d (expected: 0 or more)".formatted(worst));
    }
    if (gateway != null && !String.valueOf(gateway).matches("https?://[^/?#]+/*")) {
      throw new ParameterException(
          spec.commandLine(), "--url: %s (expected: http://host:port)".formatted(gateway));
    }
  }

  private Run measure(JudgedSet set) {
    String where = gateway == null ? "in process" : gateway.toString();
    Setup setup =
        Setup.of(name(kind), locale == null ? null : locale.code(), where, queries, judgements);
    try (Search search = search()) {
      return Run.of(setup, set, search);
    }
  }

  private Search search() {
    return gateway == null
        ? RetrieverSearch.open(environment, kind, locale)
        : new GatewaySearch(gateway, kind, locale);
  }

  private void print(Run run, @Nullable Comparison comparison) {
    if (json) {
      environment.out().println(RunJson.write(run, comparison));
      run.notes().forEach(environment.err()::println);
      return;
    }
    environment.out().print(RunTable.of(run, comparison, worst));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new GatewayException(
          Fault.UNAVAILABLE, "%s: the report cannot be written (%s)".formatted(file, e), e);
    }
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** {@code product} or {@code faq}. */
  private static final class KindOfRow implements ITypeConverter<Kind> {
    @Override
    public Kind convert(String word) {
      for (Kind kind : Kind.values()) {
        if (name(kind).equals(word)) {
          return kind;
        }
      }
      throw new TypeConversionException("--kind: " + word + " (expected: product or faq)");
    }
  }
}
