package rapport.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rapport.load.report.Timeline.Signal;

/** One result as a page: the verdict, the figures that count, how it went, what it stood on. */
final class ResultPage {
  /** More moments than this no chart can show apart. */
  private static final int MOMENTS = 240;

  private final Result result;
  private final Markup page = new Markup();

  private ResultPage(Result result) {
    this.result = result;
  }

  static String of(Result result) {
    return new ResultPage(result).all();
  }

  private String all() {
    Page.head(
        page,
        "Rapport load lab",
        result.name() + " on " + result.target(),
        "%s · %s measured · %s"
            .formatted(
                result.started(), Figures.seconds(result.seconds()), result.machine().line()));
    verdict();
    headlines();
    latency();
    timeline();
    accounting();
    Tables.cost(page, result);
    Tables.scenario(page, result.scenario());
    return Page.of(result.name() + " on " + result.target(), page);
  }

  private void verdict() {
    page.open("section", "class", "verdict");
    if (!result.gaveOut().isEmpty()) {
      page.element("h2", "What gave out");
      Page.list(page, "bad", result.gaveOut());
    }
    Page.list(page, "good", Findings.of(result));
    page.close();
  }

  private void headlines() {
    double streams = result.timeline().highest(Signal.STREAMS);
    page.open("section", "class", "tiles");
    tile(
        "sessions open",
        Figures.number(result.sessions().opened()),
        "of " + Figures.number(result.sessions().wanted()));
    tile("answers at once", Figures.number(streams), "streaming, at most");
    tile(
        "questions answered",
        Figures.number(result.answeredPerSecond()) + " /s",
        "%s of %s due"
            .formatted(
                Figures.number(result.questions().answered()),
                Figures.number(result.questions().due())));
    tile(
        "tokens relayed",
        Figures.number(result.tokensPerSecond()) + " /s",
        Figures.number(result.tokens().received()) + " in all");
    tile(
        "first token, added",
        Figures.millis(result.at(Latency.ADDED, 99)),
        "p99; p50 " + Figures.millis(result.at(Latency.ADDED, 50)));
    tile(
        "gap between pieces",
        Figures.millis(result.at(Latency.GAP, 99)),
        "p99; longest " + Figures.millis(result.at(Latency.GAP, 100)));
    tile("CPU per question", Figures.of(result.cpuPerQuestion(), "ms"), "of the server");
    tile("CPU per token", Figures.of(result.cpuPerToken(), "µs"), "of the server, all in");
    tile(
        "heap per session",
        Figures.bytes(result.heapPerSession()),
        Figures.megabytes(result.peakMemory()) + " process, at most");
    page.close();
  }

  private void tile(String title, String figure, String about) {
    page.open("div", "class", "tile").element("p", title, "class", "label");
    page.element("p", figure, "class", "figure").element("p", about, "class", "about").close();
  }

  private void latency() {
    Page.section(
        page,
        "Latency",
        "From when a question was due, not from when it could be sent: a stall counts for everyone"
            + " it kept waiting.");
    if (result.latency().isEmpty()) {
      page.element("p", "No samples.", "class", "about").close();
      return;
    }
    page.open("div", "class", "chart wide").add(PercentileChart.wide(result.latency())).close();
    page.open("div", "class", "chart narrow");
    page.add(PercentileChart.narrow(result.latency())).close();
    Tables.latency(page, result.latency());
    page.close();
  }

  private void timeline() {
    Timeline timeline = result.timeline().atMost(MOMENTS);
    if (timeline.isEmpty()) {
      return;
    }
    int each = result.timeline().secondsEach(MOMENTS);
    Page.section(
        page,
        "Second by second",
        each == 1
            ? ""
            : "Each point stands for %d seconds: rates and CPU by their mean, levels and percentiles"
                    .formatted(each)
                + " by the highest.");
    page.open("div", "class", "charts");
    charts().stream()
        .filter(chart -> !chart.isEmpty(timeline))
        .forEach(chart ->
            page.open("figure", "class", "chart")
                .element("figcaption", chart.title())
                .add(chart.draw(timeline))
                .close());
    page.close().close();
  }

  private List<TimelineChart> charts() {
    List<TimelineChart> charts = new ArrayList<>();
    charts.add(
        new TimelineChart("Questions a second", Figures::number)
            .line(Signal.DUE, "due", "grey")
            .filled(Signal.ANSWERED, "answered", "blue"));
    charts.add(
        new TimelineChart("Tokens a second", Figures::number)
            .filled(Signal.TOKENS, "tokens", "blue"));
    charts.add(
        new TimelineChart("Open sockets", Figures::number).filled(Signal.OPEN, "sockets", "teal"));
    charts.add(
        new TimelineChart("Answers streaming", Figures::number)
            .filled(Signal.STREAMS, "streams", "teal"));
    charts.add(
        new TimelineChart("Waiting, p99 of each second", Figures::millis)
            .log()
            .line(Signal.FIRST_TOKEN_P99, "first token", "blue")
            .line(Signal.GAP_P99, "gap", "plum"));
    charts.add(
        new TimelineChart("CPU, in cores", Figures::number)
            .limit(result.machine().cores(), "all there are")
            .line(Signal.LAB_CPU, "lab", "grey")
            .line(Signal.MODEL_CPU, "model", "teal")
            .filled(Signal.SERVER_CPU, "server", "rust"));
    charts.add(
        new TimelineChart("Memory of the server", Figures::megabytes)
            .filled(Signal.SERVER_MB, "memory", "rust"));
    return charts;
  }

  private void accounting() {
    Page.section(page, "Everything accounted for", "Each piece of each answer carries its number.");
    page.open("div", "class", "tables");
    Result.Tokens tokens = result.tokens();
    Tables.counts(
        page,
        "Tokens",
        List.of(
            Tables.Count.plain("sent by the model", tokens.sent()),
            Tables.Count.plain("received", tokens.received()),
            Tables.Count.bad("lost", tokens.lost()),
            Tables.Count.bad("doubled", tokens.doubled()),
            Tables.Count.bad("out of order", tokens.disordered()),
            Tables.Count.bad("damaged", tokens.damaged()),
            Tables.Count.bad("of another answer", tokens.foreign()),
            Tables.Count.bad("short answers", tokens.shortAnswers())));
    Result.Questions questions = result.questions();
    List<Tables.Count> asked = new ArrayList<>();
    asked.add(Tables.Count.plain("due", questions.due()));
    asked.add(Tables.Count.plain("sent", questions.sent()));
    asked.add(Tables.Count.plain("answered", questions.answered()));
    asked.add(Tables.Count.bad("refused", questions.refused()));
    asked.add(Tables.Count.bad("unserved", questions.unserved()));
    for (Map.Entry<String, Long> error : questions.errors().entrySet()) {
      asked.add(Tables.Count.bad("error: " + error.getKey(), error.getValue()));
    }
    Tables.counts(page, "Questions", asked);
    Result.Sessions sessions = result.sessions();
    Tables.counts(
        page,
        "Sessions",
        List.of(
            Tables.Count.plain("wanted", sessions.wanted()),
            Tables.Count.plain("opened", sessions.opened()),
            Tables.Count.bad("refused", sessions.refused()),
            Tables.Count.bad("failed", sessions.failed()),
            Tables.Count.bad("lost", sessions.lost())));
    page.close().close();
  }
}
