package rapport.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import rapport.database.Database;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestGateway;

/**
 * Questions at a steady rate against a catalogue that is loaded, a scripted model behind the
 * gateway; prints the time of every stage from the gateway's own metrics. Questions are all
 * different, made from the catalogue's titles; arrivals are Poisson from a fixed seed and do not
 * wait for answers.
 *
 * <p>Run it, after {@code ./rapport ingest …}, with {@code ./rapport bench Stages RATE SECONDS}.
 */
public final class Stages {
  private static final int SOCKETS = 200;
  private static final long SEED = 7;

  private Stages() {}

  public static void main(String[] arguments) {
    Bench.run(() -> run(arguments));
  }

  private static void run(String[] arguments) throws Exception {
    double rate = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 50;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    String url = System.getenv("RAPPORT_DB_URL");
    Vertx vertx = Vertx.vertx();
    ScriptedModelServer model = TestGateway.await(ScriptedModelServer.start(vertx));
    model.always(Script.tokens(20).firstAfter(Duration.ofMillis(50)).every(Duration.ofMillis(5)));
    List<String> questions = questions(vertx, url);
    Map<String, String> settings =
        Map.of(
            "RAPPORT_DB_URL", url,
            "RAPPORT_LLM_PROVIDER", "openai",
            "RAPPORT_LLM_MODEL", "scripted",
            "RAPPORT_LLM_URL", model.url().toString(),
            "RAPPORT_LOG", "WARN");
    try (BenchGateway gateway = new BenchGateway(settings)) {
      System.out.printf("ready after %.0f ms%n", gateway.readyMillis);
      Shoppers shoppers = new Shoppers(vertx, gateway.port);
      shoppers.ask(questions.subList(0, 1_000), 50);
      double cpuBefore = gateway.cpuSeconds();
      int asked = (int) (rate * seconds);
      shoppers.ask(questions.subList(1_000, 1_000 + asked), rate);
      double cpu = gateway.cpuSeconds() - cpuBefore;
      System.out.printf(
          "%d questions at %.0f/s: %d answered, %d errors; %.2f ms CPU of the gateway a question%n",
          asked, rate, shoppers.done.get() - 1_000, shoppers.errors.get(), cpu * 1e3 / asked);
      gateway
          .metrics()
          .lines()
          .filter(line -> line.startsWith("rapport_stage_seconds{") && line.contains("quantile"))
          .forEach(System.out::println);
    }
    TestGateway.await(vertx.close());
  }

  private static List<String> questions(Vertx vertx, String url) {
    List<String> questions = new ArrayList<>();
    String sql =
        "select title, coalesce(price, 5000) / 100 as price from product where language = $1";
    TestGateway.await(
            Database.forLoading(vertx, url).pool().preparedQuery(sql).execute(Tuple.of("en")))
        .forEach(row -> {
          String[] words = row.getString("title").split("[^\\p{L}\\p{N}]+", 6);
          String about = String.join(" ", List.of(words).subList(0, Math.min(4, words.length)));
          questions.add(
              "do you have a " + about + " under " + (row.getLong("price") + 20) + " dollars");
        });
    Collections.shuffle(questions, new Random(SEED));
    return questions;
  }

  /** Sockets that ask, each one question at a time. */
  private static final class Shoppers {
    final AtomicInteger done = new AtomicInteger();
    final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final ConcurrentLinkedDeque<WebSocket> idle = new ConcurrentLinkedDeque<>();
    private final WebSocketClient client;
    private final Vertx vertx;

    Shoppers(Vertx vertx, int port) {
      this.vertx = vertx;
      this.client =
          vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SOCKETS));
      for (int i = 0; i < SOCKETS; i++) {
        WebSocketConnectOptions options =
            new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/v1/chat");
        TestGateway.await(client.connect(options).map(this::join));
      }
    }

    private WebSocket join(WebSocket socket) {
      socket.textMessageHandler(text -> heard(socket, text));
      socket.writeTextMessage("{\"type\":\"hello\"}");
      return socket;
    }

    private void heard(WebSocket socket, String text) {
      if (text.startsWith("{\"type\":\"token\"")) {
        return;
      }
      switch (new JsonObject(text).getString("type")) {
        case "welcome" -> idle.add(socket);
        case "done" -> {
          done.incrementAndGet();
          idle.add(socket);
        }
        case "error" -> {
          errors.incrementAndGet();
          System.out.println(text);
          idle.add(socket);
        }
        default -> {}
      }
    }

    /** Asks {@code questions} at {@code rate} a second and waits for their answers. */
    void ask(List<String> questions, double rate) throws InterruptedException {
      Random random = new Random(SEED);
      int target = done.get() + errors.get() + questions.size();
      long next = System.nanoTime();
      for (String question : questions) {
        next += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9);
        waitUntil(next);
        WebSocket socket = idle.poll();
        if (socket == null) {
          errors.incrementAndGet();
          continue;
        }
        JsonObject ask =
            new JsonObject()
                .put("type", "ask")
                .put("id", "q" + ids.incrementAndGet())
                .put("text", question);
        vertx.runOnContext(go -> socket.writeTextMessage(ask.encode()));
      }
      while (done.get() + errors.get() < target) {
        waitUntil(System.nanoTime() + 1_000_000);
      }
    }

    private static void waitUntil(long nanoTime) {
      long left = nanoTime - System.nanoTime();
      while (left > 0) {
        java.util.concurrent.locks.LockSupport.parkNanos(left);
        left = nanoTime - System.nanoTime();
      }
    }
  }
}
