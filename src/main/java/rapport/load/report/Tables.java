package rapport.load.report;

import java.util.List;
import java.util.Map;

/** Tables of a result's page. */
final class Tables {
  private Tables() {}

  /**
   * A line of a table of counts.
   *
   * @param alarming whether anything but zero is bad news
   */
  record Count(String title, long count, boolean alarming) {
    static Count plain(String title, long count) {
      return new Count(title, count, false);
    }

    static Count bad(String title, long count) {
      return new Count(title, count, true);
    }

    private String style() {
      return !alarming ? "number" : count == 0 ? "number nothing" : "number alarm";
    }
  }

  static void counts(Markup page, String title, List<Count> counts) {
    page.open("table").element("caption", title).open("tbody");
    for (Count count : counts) {
      page.open("tr").element("th", count.title, "scope", "row");
      page.element("td", Figures.number(count.count), "class", count.style()).close();
    }
    page.close().close();
  }

  static void latency(Markup page, Map<Latency, Histogram> latency) {
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    head(page, "", "samples", "p50", "p90", "p99", "p99.9", "max");
    page.element("th", "").close().close().open("tbody");
    latency.forEach((which, times) -> {
      page.open("tr").element("th", which.title(), "scope", "row");
      number(page, Figures.number(times.count()));
      number(page, Figures.millis(times.p50()));
      number(page, Figures.millis(times.p90()));
      number(page, Figures.millis(times.p99()));
      number(page, Figures.millis(times.p999()));
      number(page, Figures.millis(times.max()));
      page.element("td", which.meaning(), "class", "about").close();
    });
    page.close().close().close();
  }

  /** The first column is text, the others are figures. */
  static void head(Markup page, String first, String... figures) {
    page.element("th", first);
    for (String figure : figures) {
      page.element("th", figure, "class", "number", "scope", "col");
    }
  }

  static void number(Markup page, String figure) {
    page.element("td", figure, "class", "number");
  }

  static void cost(Markup page, Result result) {
    Page.section(page, "What it cost", "CPU and memory as the operating system counts them.");
    page.open("table").open("tbody");
    for (Cost cost : Cost.of(result)) {
      page.open("tr").element("th", cost.title(), "scope", "row");
      number(page, cost.figure());
      page.element("td", cost.about(), "class", "about").close();
    }
    page.close().close().close();
  }

  static void scenario(Markup page, Scenario scenario) {
    Page.section(page, "What was played", "");
    page.open("dl", "class", "values");
    scenario
        .values()
        .forEach(
            (path, value) -> page.open("div").element("dt", path).element("dd", value).close());
    page.close().close();
  }
}
