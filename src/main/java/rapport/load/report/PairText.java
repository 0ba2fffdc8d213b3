package rapport.load.report;

import org.jspecify.annotations.Nullable;
import rapport.load.report.Pair.Change;
import rapport.load.report.Pair.Verdict;

/** Two runs for the terminal, ratios first. */
final class PairText {
  private PairText() {}

  static String of(Pair pair, boolean colour) {
    StringBuilder text = new StringBuilder();
    Result after = pair.after();
    line(text, Ink.BOLD.on(Ink.plain(after.name() + " on " + after.target()), colour));
    line(text, Ink.DIM.on(run("then", pair.before()), colour));
    line(text, Ink.DIM.on(run("now ", after), colour));
    pair.warnings()
        .forEach(warning -> line(text, Ink.WARNING.on("! " + Ink.plain(warning), colour)));
    line(text, "");
    TextTable table = new TextTable(3);
    table.row(Ink.DIM, "", "now/then", "then", "now", "");
    for (Change change : pair.changes()) {
      table.row(
          ink(change.verdict()),
          change.title(),
          Figures.ratio(change.ratio()),
          Figures.of(change.before(), change.unit()),
          Figures.of(change.after(), change.unit()),
          word(change.verdict()));
    }
    text.append(table.text(colour));
    pair.before().gaveOut().forEach(said -> line(text, Ink.plain("then: " + said)));
    after.gaveOut().forEach(said -> line(text, Ink.plain("now: " + said)));
    line(text, "");
    line(text, Ink.DIM.on(Pair.SINGLE_RUNS, colour));
    return text.toString();
  }

  private static String run(String when, Result result) {
    return Ink.plain(
        "%s: %s, %s, %s"
            .formatted(
                when,
                result.started(),
                Figures.seconds(result.seconds()),
                result.machine().line()));
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case NOISE -> "no difference that one run each can show";
      case UNKNOWN -> "not measured in both";
    };
  }

  private static @Nullable Ink ink(Verdict verdict) {
    return switch (verdict) {
      case BETTER -> Ink.GOOD;
      case WORSE -> Ink.BAD;
      case NOISE, UNKNOWN -> null;
    };
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
