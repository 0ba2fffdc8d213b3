package rapport.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rapport.load.report.Compared.Best;
import rapport.load.report.Compared.Contender;
import rapport.load.report.Compared.Measure;

/** Several contenders for the terminal, ratios first. */
final class ComparedText {
  private final Compared compared;
  private final boolean colour;
  private final StringBuilder text = new StringBuilder();

  private ComparedText(Compared compared, boolean colour) {
    this.compared = compared;
    this.colour = colour;
  }

  static String of(Compared compared, boolean colour) {
    return new ComparedText(compared, colour).all();
  }

  private String all() {
    head();
    compared.measures().forEach(this::measure);
    list("what gave out", gaveOut());
    list("to be known", compared.notes());
    return text.toString();
  }

  private void head() {
    String names = String.join(", ", compared.contenders().stream().map(Contender::title).toList());
    line(Ink.BOLD.on(Ink.plain(names), colour));
    line(
        Ink.DIM.on(
            Ink.plain(
                "%s · %s, interleaved · %s"
                    .formatted(
                        compared.started(),
                        compared.rounds() == 1 ? "1 round" : compared.rounds() + " rounds",
                        compared.machine().line())),
            colour));
    if (compared.rounds() < 2) {
      line(Ink.WARNING.on("One round: what is chance is not known.", colour));
    }
  }

  private void measure(Measure measure) {
    Optional<Best> best = compared.best(measure);
    line("");
    line(Ink.BOLD.on(Ink.plain(measure.title()), colour) + ", " + measure.better());
    TextTable table = new TextTable(5);
    table.row(
        Ink.DIM,
        "",
        measure.floor() == null ? "" : "to floor",
        "to " + compared.baseContender().title(),
        "median",
        "from",
        "to",
        "");
    for (Contender contender : compared.contenders()) {
      boolean first = best.filter(b -> b.contender().equals(contender)).isPresent();
      if (first) {
        table.row(Ink.GOOD, cells(measure, contender, remark(best.get())));
      } else {
        table.row(cells(measure, contender, ""));
      }
    }
    text.append(table.text(colour));
  }

  private String[] cells(Measure measure, Contender contender, String remark) {
    Spread spread = measure.spread(contender.name());
    if (spread.isEmpty()) {
      return new String[] {
        contender.title(),
        Figures.NONE,
        Figures.NONE,
        Figures.NONE,
        "",
        "",
        compared.reason(contender, measure)
      };
    }
    String missing =
        spread.count() < compared.rounds()
            ? "%d of %d rounds".formatted(spread.count(), compared.rounds())
            : "";
    String floor = contender.name().equals(measure.floor()) ? "the floor" : "";
    return new String[] {
      contender.title(),
      measure.floor() == null ? "" : Figures.ratio(measure.toFloor(contender.name())),
      Figures.ratio(spread.ratioTo(measure.spread(compared.base()))),
      Figures.of(spread.median(), measure.unit()),
      Figures.of(spread.min(), measure.unit()),
      Figures.of(spread.max(), measure.unit()),
      String.join("; ", Stream.of(remark, floor, missing).filter(t -> !t.isEmpty()).toList())
    };
  }

  private String remark(Best best) {
    if (compared.rounds() < 2) {
      return "← best of one round";
    }
    return best.alike().isEmpty()
        ? "← best"
        : "← best, but rounds overlap with " + titles(best.alike());
  }

  private static String titles(List<Contender> contenders) {
    return String.join(", ", contenders.stream().map(Contender::title).toList());
  }

  private List<String> gaveOut() {
    List<String> sentences = new ArrayList<>();
    compared
        .gaveOut()
        .forEach((name, said) ->
            said.forEach(
                sentence -> sentences.add(compared.contender(name).title() + ": " + sentence)));
    return sentences;
  }

  private void list(String title, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    line("");
    line(Ink.DIM.on(title, colour));
    sentences.forEach(sentence -> line("- " + Ink.plain(sentence)));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
