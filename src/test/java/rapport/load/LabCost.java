package rapport.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rapport.load.model.Stamp;
import rapport.testing.Waiting;

/**
 * What the lab's clients cost by themselves: a bare server on one event loop that sends one token
 * frame to each of many sockets, many times a second. Takes sockets and frames a second for each.
 */
public final class LabCost {
  private static final int PIECES = 200;

  private LabCost() {}

  /** Runs for fifteen seconds and prints the figures. */
  public static void main(String[] arguments) {
    int sockets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int pace = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    Vertx vertx = Vertx.vertx();
    HttpServer server =
        Waiting.await(
            vertx
                .createHttpServer(
                    new HttpServerOptions()
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false))
                .webSocketHandler(socket -> new Bare(vertx, socket, 1_000 / pace))
                .listen(0, "127.0.0.1"));
    Scenario scenario =
        ScenarioFile.parse(
                "cost.yaml",
                "sessions: %d\nconnect_rate: 1000\nwarmup: 10s\nload: [{for: 15s, rate: 1}]"
                    .formatted(sockets))
            .with(sockets, List.of(Stage.streams(Duration.ofSeconds(15), sockets, Duration.ZERO)));
    URI url = URI.create("ws://127.0.0.1:%d/v1/chat".formatted(server.actualPort()));
    List<Double> cores = new ArrayList<>();
    Progress clients =
        new Progress() {
          private long last = -1;

          @Override
          public void second(Second second, double ofSeconds) {
            long now = CpuOf.threads("load-clients");
            if (last >= 0 && second.streams() > 0) {
              cores.add((now - last) / 1e9);
            }
            last = now;
          }
        };
    Result result =
        new LoadRun(
                scenario, new Target("bare", url, null), Questions.madeUp(1), null, null, clients)
            .run();
    double used = cores.stream().limit(14).mapToDouble(Double::doubleValue).average().orElse(0);
    double pieces =
        result.timeline().stream().limit(15).mapToLong(Second::tokens).average().orElse(0);
    System.out.printf(
        "%,.0f pieces/s in as many frames: the clients' thread %.2f cores, %.2f us a piece; %s%n",
        pieces, used, used * 1e6 / Math.max(1, pieces), result.tokens());
    Waiting.await(vertx.close());
  }

  /** Processor time of threads by name. */
  private static final class CpuOf {
    static long threads(String prefix) {
      var times = java.lang.management.ManagementFactory.getThreadMXBean();
      long sum = 0;
      for (var info : times.getThreadInfo(times.getAllThreadIds())) {
        if (info != null && info.getThreadName().startsWith(prefix)) {
          sum += Math.max(0, times.getThreadCpuTime(info.getThreadId()));
        }
      }
      return sum;
    }
  }

  /** One socket of the bare server. */
  private static final class Bare {
    private static int streams;

    private final ServerWebSocket socket;
    private final Vertx vertx;
    private final int gap;
    private int stream;
    private int index;

    Bare(Vertx vertx, ServerWebSocket socket, int gap) {
      this.vertx = vertx;
      this.socket = socket;
      this.gap = gap;
      socket.textMessageHandler(this::heard);
    }

    private void heard(String text) {
      if (new JsonObject(text).getString("type").equals("hello")) {
        socket.writeTextMessage("{\"type\":\"welcome\"}");
      } else {
        stream = ++streams;
        index = 0;
        vertx.setPeriodic(gap, this::next);
      }
    }

    private void next(long timer) {
      if (socket.isClosed()) {
        vertx.cancelTimer(timer);
        return;
      }
      String now = Long.toString(Stamp.micros(), 36);
      socket.writeTextMessage(
          "{\"type\":\"token\",\"turn\":\"t\",\"from\":%d,\"text\":\" ".formatted(index)
              + Integer.toString(stream, 36)
              + "."
              + Integer.toString(index, 36)
              + "."
              + Integer.toString(PIECES, 36)
              + "."
              + now
              + (index == 0 ? "." + now : "")
              + "\"}");
      if (++index == PIECES) {
        vertx.cancelTimer(timer);
        socket.writeTextMessage("{\"type\":\"done\",\"turn\":\"t\"}");
      }
    }
  }
}
