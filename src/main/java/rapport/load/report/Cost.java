package rapport.load.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run cost, line by line, and what that means. */
record Cost(String title, String figure, String about) {
  static List<Cost> of(Result result) {
    List<Cost> costs = new ArrayList<>();
    server(result, result.server(), costs);
    model(result.model(), costs);
    lab(result.lab(), costs);
    return costs;
  }

  private static void server(Result result, Result.@Nullable Server server, List<Cost> costs) {
    if (server == null) {
      costs.add(new Cost("server", Figures.NONE, "its process was not known"));
      return;
    }
    String cores = Figures.number(server.cpuSeconds() / result.seconds());
    costs.add(
        new Cost(
            "server CPU",
            Figures.of(server.cpuSeconds(), "s"),
            cores + " of " + Figures.number(result.machine().cores()) + " cores"));
    if (!Double.isNaN(server.databaseCpuSeconds())) {
      costs.add(
          new Cost(
              "database CPU",
              Figures.of(server.databaseCpuSeconds(), "s"),
              "beside the server's, on the same machine"));
    }
    costs.add(
        new Cost(
            "CPU per question",
            Figures.of(server.cpuMillisPerQuestion(), "ms"),
            Figures.number(result.tokensPerAnswer()) + " tokens an answer"));
    costs.add(
        new Cost(
            "CPU per token",
            Figures.of(server.cpuMicrosPerToken(), "µs"),
            "all of the server's work, over the tokens"));
    costs.add(
        new Cost(
            "memory",
            Figures.megabytes(server.memoryPeak()),
            "at most; %s at the start, %s at the end"
                .formatted(
                    Figures.megabytes(server.memoryStart()),
                    Figures.megabytes(server.memoryEnd()))));
    costs.add(
        new Cost("heap per session", Figures.bytes(server.heapBytesPerSession()), "by slope"));
    costs.add(new Cost("threads", Figures.number(server.threads()), ""));
    costs.add(new Cost("open files", Figures.number(server.openFiles()), ""));
  }

  private static void model(Result.@Nullable Model model, List<Cost> costs) {
    if (model == null) {
      return;
    }
    String ceiling =
        Double.isNaN(model.ceiling())
            ? "ceiling not measured"
            : "of a ceiling of " + Figures.number(model.ceiling());
    costs.add(
        new Cost(
            "model, at most",
            Figures.number(model.peak()) + "/s",
            ceiling
                + (model.nearCeiling() ? ": too near, the model may be what is measured" : "")));
    costs.add(new Cost("model CPU", Figures.of(model.cpuSeconds(), "s"), ""));
  }

  private static void lab(Result.@Nullable Lab lab, List<Cost> costs) {
    if (lab == null) {
      return;
    }
    costs.add(new Cost("lab CPU", Figures.of(lab.cpuSeconds(), "s"), ""));
    costs.add(
        new Cost(
            "lab's own lateness", Figures.millis(lab.lateP99()), "p99: no time here is finer"));
  }
}
