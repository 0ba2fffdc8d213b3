package rapport.load.size;

import java.util.Formatter;
import java.util.Locale;
import rapport.load.report.Figures;

/** A size with its arithmetic, for reading. */
public final class SizingText {
  private final Sizing sizing;
  private final Formatter text = new Formatter(Locale.ROOT);

  private SizingText(Sizing sizing) {
    this.sizing = sizing;
  }

  public static String of(Sizing sizing) {
    SizingText text = new SizingText(sizing);
    text.answer();
    sizing.steps().forEach(text::steps);
    text.order();
    text.figures();
    return text.text.toString();
  }

  private void answer() {
    Demand demand = sizing.demand();
    Pod pod = sizing.pod();
    text.format(
        "%s sessions, %s questions a second, %s answers at once:\n",
        Figures.number(demand.sessions()),
        Figures.number(demand.questionsPerSecond()),
        Figures.number(Math.rint(demand.streams())));
    text.format(
        "  %d pods of %s cores and %s MB, %d of them to spare\n",
        sizing.podsWithSpare(),
        Figures.number(pod.cores()),
        Figures.number(pod.memoryMegabytes()),
        sizing.podsWithSpare() - sizing.pods());
    text.format(
        "  one PostgreSQL of %s cores; at least %s connections\n",
        Figures.number(sizing.coresOfTheDatabase()),
        Figures.number(sizing.connectionsOfTheDatabase()));
    Limit first = sizing.limitsInOrder().getFirst();
    text.format("  gives out first: %s\n", said(first));
    if (first.isSetting()) {
      sizing.limitsInOrder().stream()
          .filter(limit -> !limit.isSetting())
          .findFirst()
          .ifPresent(limit -> text.format("  with that raised, of resources: %s\n", said(limit)));
    }
  }

  private static String said(Limit limit) {
    return limit.isSetting()
        ? "%s, a setting (%s)".formatted(limit.what(), limit.remedy())
        : "%s (besides more pods: %s)".formatted(limit.what(), limit.remedy());
  }

  private void steps(Arithmetic arithmetic) {
    text.format("\n%s\n", arithmetic.title());
    for (Arithmetic.Line line : arithmetic.lines()) {
      text.format("  %-34s%s = %s\n", line.what(), line.how(), line.result());
    }
  }

  /** How full each limit is with the pods that do the work. */
  private void order() {
    text.format("\nwhat gives out in which order, with %d pods at work\n", sizing.pods());
    for (Limit limit : sizing.limitsInOrder()) {
      double full = limit.pods() / sizing.pods();
      text.format(
          "  %-34s%5s full; gives out at %s sessions that ask as often\n",
          limit.what(),
          Figures.number(Math.rint(full * 100)) + " %",
          Figures.number(Math.floor(sizing.demand().sessions() / full)));
    }
  }

  private void figures() {
    text.format("\nfrom these figures\n");
    sizing
        .figures()
        .all()
        .forEach((name, figure) ->
            text.format(
                "  %-26s%10s  %s\n",
                name,
                (Figures.number(figure.value()) + " " + figure.unit()).strip(),
                figure.source()));
  }
}
