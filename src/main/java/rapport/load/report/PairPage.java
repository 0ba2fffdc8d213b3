package rapport.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rapport.load.report.Pair.Change;
import rapport.load.report.Pair.Verdict;

/** Two runs as a page, ratios first. */
final class PairPage {
  private PairPage() {}

  static String of(Pair pair) {
    Markup page = new Markup();
    Result after = pair.after();
    String title = after.name() + " on " + after.target() + ", then and now";
    Page.head(page, "Rapport load lab", title, runs(pair));
    page.open("section", "class", "verdict doubt");
    Page.list(page, "bad", pair.warnings());
    page.element("p", Pair.SINGLE_RUNS, "class", "about").close();
    changes(page, pair);
    gaveOut(page, pair);
    Tables.scenario(page, after.scenario());
    return Page.of(title, page);
  }

  private static String runs(Pair pair) {
    return "%s → %s · %s"
        .formatted(pair.before().started(), pair.after().started(), pair.after().machine().line());
  }

  private static void changes(Markup page, Pair pair) {
    Page.section(page, "What changed", "Now to then: 0.5× is half, 2× is twice as much.");
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    Tables.head(page, "", "now / then");
    page.element("th", "").element("th", "then", "class", "number");
    page.element("th", "now", "class", "number").element("th", "").close().close().open("tbody");
    for (Change change : pair.changes()) {
      String style = style(change.verdict());
      page.open("tr", "class", style).element("th", change.title(), "scope", "row");
      page.element("td", Figures.ratio(change.ratio()), "class", "number ratio");
      page.open("td", "class", "bar").add(bar(change, style)).close();
      Tables.number(page, Figures.of(change.before(), change.unit()));
      Tables.number(page, Figures.of(change.after(), change.unit()));
      page.element("td", PairText.word(change.verdict()), "class", "about").close();
    }
    page.close().close().close().close();
  }

  /** From the middle, where nothing changed, to the left for less and to the right for more. */
  private static Markup bar(Change change, String style) {
    Markup svg = new Markup();
    svg.open("svg", "viewBox", "0 0 120 16", "aria-hidden", "true");
    Frame.line(svg, 60, 0, 60, 16, "axis");
    double ratio = change.ratio();
    if (Double.isFinite(ratio) && ratio > 0) {
      double reach = Math.clamp(Math.log(ratio) / Math.log(4), -1, 1) * 56;
      svg.empty(
          "rect",
          "class",
          "change " + style,
          "x",
          Math.min(60, 60 + reach),
          "y",
          4.0,
          "width",
          Math.abs(reach),
          "height",
          8.0);
    }
    return svg.close();
  }

  private static String style(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static void gaveOut(Markup page, Pair pair) {
    List<String> said = new ArrayList<>();
    pair.before().gaveOut().forEach(sentence -> said.add("then: " + sentence));
    pair.after().gaveOut().forEach(sentence -> said.add("now: " + sentence));
    if (!said.isEmpty()) {
      Page.section(page, "What gave out", "");
      Page.list(page, "plain", said);
      page.close();
    }
  }
}
