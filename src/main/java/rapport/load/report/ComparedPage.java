package rapport.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapport.load.report.Compared.Best;
import rapport.load.report.Compared.Contender;
import rapport.load.report.Compared.Measure;

/** Several contenders as a page: ratios in one table, then every round as a dot. */
final class ComparedPage {
  private final Compared compared;
  private final Markup page = new Markup();

  /** Why figures are missing, in the order in which the table refers to them. */
  private final List<String> reasons = new ArrayList<>();

  private ComparedPage(Compared compared) {
    this.compared = compared;
  }

  static String of(Compared compared) {
    return new ComparedPage(compared).all();
  }

  private String all() {
    String title = compared.baseContender().title() + " beside others";
    String rounds = compared.rounds() == 1 ? "1 round" : compared.rounds() + " rounds, interleaved";
    Page.head(
        page,
        "Rapport load lab",
        title,
        "%s · %s · %s".formatted(compared.started(), rounds, compared.machine().line()));
    ratios();
    rounds();
    gaveOut();
    contenders();
    return Page.of(title, page);
  }

  private void ratios() {
    Page.section(
        page,
        "Ratios",
        "Medians, as multiples of %s; below them the figure itself and what it is of its floor."
            .formatted(compared.baseContender().title()));
    if (compared.rounds() < 2) {
      Page.list(page, "bad", List.of("One round: what is chance is not known."));
    }
    page.open("div", "class", "scroll").open("table", "class", "ratios").open("thead");
    page.open("tr").element("th", "");
    for (Contender contender : compared.contenders()) {
      String style = contender.name().equals(compared.base()) ? "number base" : "number";
      page.element("th", contender.title(), "class", style, "scope", "col");
    }
    page.close().close().open("tbody");
    compared.measures().forEach(this::ratios);
    page.close().close().close();
    reasons();
    page.close();
  }

  private void ratios(Measure measure) {
    Optional<Best> best = compared.best(measure);
    page.open("tr").open("th", "scope", "row").text(measure.title());
    page.element("span", measure.better(), "class", "about").close();
    for (Contender contender : compared.contenders()) {
      Spread spread = measure.spread(contender.name());
      boolean isBest = best.filter(b -> b.contender().equals(contender)).isPresent();
      if (spread.isEmpty()) {
        missing(compared.reason(contender, measure));
      } else {
        cell(measure, contender, isBest, best.map(Best::alike).orElse(List.of()));
      }
    }
    page.close();
  }

  private void cell(Measure measure, Contender contender, boolean best, List<Contender> alike) {
    Spread spread = measure.spread(contender.name());
    page.open("td", "class", style(contender, best));
    page.element(
        "span", Figures.ratio(spread.ratioTo(measure.spread(compared.base()))), "class", "ratio");
    page.element("span", Figures.of(spread.median(), measure.unit()), "class", "about");
    double floor = measure.toFloor(contender.name());
    if (contender.name().equals(measure.floor())) {
      page.element("span", "the floor", "class", "about");
    } else if (Double.isFinite(floor)) {
      page.element("span", Figures.ratio(floor) + " floor", "class", "about");
    }
    if (best) {
      boolean sure = alike.isEmpty() && compared.rounds() > 1;
      page.element("span", sure ? "best" : "best, not for sure", "class", "mark");
    }
    page.close();
  }

  private String style(Contender contender, boolean best) {
    if (best) {
      return "number best";
    }
    return compared.isFloor(contender) ? "number floor" : "number";
  }

  private void missing(String reason) {
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    page.open("td", "class", "number").element("span", Figures.NONE, "class", "ratio");
    page.element("sup", String.valueOf(reasons.indexOf(reason) + 1)).close();
  }

  private void reasons() {
    if (reasons.isEmpty()) {
      return;
    }
    page.open("ol", "class", "reasons");
    reasons.forEach(reason -> page.element("li", reason));
    page.close();
  }

  private void rounds() {
    Page.section(
        page,
        "Round by round",
        "A dot is a round, the stroke their median. Floors do not compete.");
    page.open("div", "class", "charts");
    for (Measure measure : compared.measures()) {
      page.open("figure", "class", "chart").open("figcaption").text(measure.title());
      String about =
          (measure.unit().isEmpty() ? "" : measure.unit() + ", ")
              + measure.better()
              + (DotChart.isLog(compared, measure) ? "; equal steps are equal factors" : "");
      page.element("span", " " + about, "class", "about").close();
      page.add(DotChart.draw(compared, measure));
      overlap(measure);
      page.close();
    }
    page.close().close();
  }

  private void overlap(Measure measure) {
    compared
        .best(measure)
        .filter(best -> !best.alike().isEmpty())
        .ifPresent(best ->
            page.element(
                "p",
                "Rounds of %s overlap with those of %s: which is better may be chance."
                    .formatted(
                        best.contender().title(),
                        String.join(", ", best.alike().stream().map(Contender::title).toList())),
                "class",
                "about"));
  }

  private void gaveOut() {
    if (!compared.gaveOut().isEmpty()) {
      Page.section(page, "What gave out", "");
      compared
          .gaveOut()
          .forEach((name, said) -> {
            page.element("h3", compared.contender(name).title());
            Page.list(page, "plain", said);
          });
      page.close();
    }
    if (!compared.notes().isEmpty()) {
      Page.section(page, "To be known", "");
      Page.list(page, "plain", compared.notes());
      page.close();
    }
  }

  private void contenders() {
    Page.section(page, "Contenders", "");
    page.open("dl", "class", "values one");
    for (Contender contender : compared.contenders()) {
      page.open("div").element("dt", contender.title());
      page.element("dd", contender.about().isEmpty() ? contender.name() : contender.about());
      page.close();
    }
    page.close().close();
  }
}
