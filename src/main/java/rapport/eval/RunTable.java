package rapport.eval;

import java.util.Formatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapport.eval.Comparison.Difference;
import rapport.eval.Comparison.Pair;

/** A run, and how it differs from an earlier one, for reading. */
public final class RunTable {
  private static final int LONGEST_TEXT = 60;

  private final Formatter table = new Formatter(Locale.ROOT);

  private RunTable() {}

  /**
   * @param comparison with an earlier run, or null
   * @param worst how many queries to name
   */
  public static String of(Run run, @Nullable Comparison comparison, int worst) {
    RunTable page = new RunTable();
    page.head(run);
    page.means(run);
    page.times(run.times(), run.setup().where());
    page.notes(run);
    page.worst(run, worst);
    if (comparison != null) {
      page.comparison(comparison, worst);
    }
    return page.table.toString();
  }

  private void head(Run run) {
    Setup setup = run.setup();
    table.format(
        "%s: %d queries, judged by %s; kind %s%s\n",
        setup.queries(),
        run.queries().size(),
        Objects.requireNonNullElse(setup.judgements(), "their third column"),
        setup.kind(),
        setup.locale() == null ? "" : ", locale " + setup.locale());
    table.format("\n");
  }

  private void means(Run run) {
    table.format("%-17s  %6s  %s\n", "", "mean", "95 % interval");
    for (Measure measure : Measure.values()) {
      Estimate estimate = run.estimate(measure);
      table.format(
          "%-17s  %.4f  %.4f to %.4f\n",
          measure.title(), estimate.mean(), estimate.low(), estimate.high());
    }
    table.format("\n");
  }

  private void times(Times times, String where) {
    table.format("time: p50 %.1f ms, p99 %.1f ms (%s)\n", times.p50(), times.p99(), where);
  }

  private void notes(Run run) {
    run.notes().forEach(note -> table.format("%s\n", note));
  }

  private void worst(Run run, int count) {
    if (count == 0) {
      return;
    }
    table.format("\n");
    table.format("worst:  nDCG@10  judged@10  query\n");
    for (Scored query : run.worst(count)) {
      table.format(
          "%15.4f  %9.2f  %s  %s\n",
          query.score(Measure.NDCG_10),
          query.score(Measure.JUDGED_10),
          query.id(),
          shown(query.text()));
    }
  }

  private void comparison(Comparison comparison, int count) {
    compared(comparison);
    table.format(
        "%-17s  %6s  %6s  %10s  %-18s  %s\n",
        "", "then", "now", "difference", "95 % interval", "p");
    comparison.differences().forEach(this::difference);
    Times then = comparison.before().times();
    table.format("\n");
    table.format(
        "time then: p50 %.1f ms, p99 %.1f ms (%s)\n",
        then.p50(), then.p99(), comparison.before().setup().where());
    changed(comparison, count);
  }

  private void compared(Comparison comparison) {
    table.format("\n");
    table.format(
        "against %s of %s: %d queries in common%s\n",
        comparison.file(),
        comparison.before().at(),
        comparison.pairs().size(),
        comparison.notCompared() == 0
            ? ""
            : ", %d not compared".formatted(comparison.notCompared()));
    table.format("\n");
  }

  private void difference(Measure measure, Difference difference) {
    table.format(
        "%-17s  %.4f  %.4f  %+10.4f  %-18s  %.3f\n",
        measure.title(),
        difference.then(),
        difference.now(),
        difference.change().mean(),
        "%+.4f to %+.4f".formatted(difference.change().low(), difference.change().high()),
        difference.p());
  }

  private void changed(Comparison comparison, int count) {
    if (comparison.mostChanged(count).isEmpty()) {
      return;
    }
    table.format("\n");
    table.format("changed most:    then     now  query\n");
    for (Pair pair : comparison.mostChanged(count)) {
      table.format(
          "%+13.4f  %.4f  %.4f  %s  %s\n",
          pair.change(Measure.NDCG_10),
          pair.then().score(Measure.NDCG_10),
          pair.now().score(Measure.NDCG_10),
          pair.now().id(),
          shown(pair.now().text()));
    }
  }

  private static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    int length = plain.codePointCount(0, plain.length());
    return length <= LONGEST_TEXT
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
  }
}
