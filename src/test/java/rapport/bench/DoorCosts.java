package rapport.bench;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import rapport.load.Questions;
import rapport.load.Result;
import rapport.load.ScenarioFile;
import rapport.load.Spread;

/**
 * What the OpenAI-compatible door costs beside the WebSocket, with the same gateway process and the
 * same model: processor time for a token with its share of the question, and what is added to the
 * model's first token, in turns. The bar is 1.3 times the WebSocket's.
 *
 * <p>{@code ./rapport bench DoorCosts [STREAMS] [SECONDS]}: 100 and 20 unless said.
 */
public final class DoorCosts {
  private static final int ROUNDS = 3;
  private static final int FIRST_TOKEN_MILLIS = 100;
  private static final String SCENARIO =
      """
      sessions: %d
      connect_rate: 400
      warmup: 0s
      load:
        - {for: %ds, streams: %d}
      model: {first_token: %dms, pace: 20, tokens: 100}
      """;

  private DoorCosts() {}

  public static void main(String[] arguments) {
    Bench.run(() -> run(arguments));
  }

  private static void run(String[] arguments) throws InterruptedException {
    int streams = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    String yaml = SCENARIO.formatted(streams, seconds, streams, FIRST_TOKEN_MILLIS);
    List<Cost> sockets = new ArrayList<>();
    List<Cost> completions = new ArrayList<>();
    try (LabGateway gateway = new LabGateway(ScenarioFile.parse("doors", yaml), Map.of())) {
      double rate = gateway.run(yaml).questions().due() / (double) seconds; // compilers and caches
      completions(gateway, rate, seconds, 0);
      for (int round = 1; round <= ROUNDS; round++) {
        sockets.add(told("WebSocket", sockets(gateway, yaml)));
        completions.add(told("completions", completions(gateway, rate, seconds, round)));
      }
    }
    System.out.printf(
        "completions beside WebSocket, medians: CPU per token %.2f ×, added to the first token p50 %.2f × (bar: 1.3)%n",
        middle(completions, Cost::microsPerToken) / middle(sockets, Cost::microsPerToken),
        middle(completions, Cost::addedMillis) / middle(sockets, Cost::addedMillis));
  }

  private static Cost told(String door, Cost cost) {
    System.out.printf(
        "%-12s %,7d tokens   %5.1f µs a token   added p50 %5.1f ms%n",
        door, cost.tokens(), cost.microsPerToken(), cost.addedMillis());
    return cost;
  }

  private static double middle(List<Cost> costs, java.util.function.ToDoubleFunction<Cost> of) {
    return costs.stream().mapToDouble(of).sorted().skip(costs.size() / 2).findFirst().orElse(0);
  }

  private static Cost sockets(LabGateway gateway, String yaml) {
    Duration before = cpu(gateway);
    Result result = gateway.run(yaml);
    long tokens = result.tokens().received();
    Spread added =
        requireNonNull(
            result.latency().firstTokenAdded(), "no answer of the model's: is there a catalogue?");
    return new Cost(tokens, micros(gateway, before) / tokens, added.p50());
  }

  /**
   * Questions come as the lab's do: when they are due, whether earlier ones are answered or not.
   */
  private static Cost completions(LabGateway gateway, double rate, int seconds, int round)
      throws InterruptedException {
    Questions questions = Questions.madeUp(1_000 + round);
    Random random = new Random(round);
    List<Double> added = Collections.synchronizedList(new ArrayList<>());
    AtomicLong tokens = new AtomicLong();
    Duration before = cpu(gateway);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
      long due = System.nanoTime();
      long end = due + TimeUnit.SECONDS.toNanos(seconds);
      while (due < end) {
        LockSupport.parkNanos(due - System.nanoTime());
        String question = questions.next();
        long asked = due;
        shoppers.submit(() -> ask(client, gateway.completions(), question, asked, added, tokens));
        due += (long) (1e9 * random.nextExponential() / rate);
      }
    }
    double median = added.stream().sorted().skip(added.size() / 2).findFirst().orElse(0.0);
    return new Cost(tokens.get(), micros(gateway, before) / tokens.get(), median);
  }

  /** One streamed answer, read to its end. Answers that the rows give are not the model's. */
  private static void ask(
      HttpClient client,
      URI door,
      String question,
      long asked,
      List<Double> added,
      AtomicLong tokens) {
    JsonObject message = new JsonObject().put("role", "user").put("content", question);
    String body =
        new JsonObject()
            .put("model", "rapport")
            .put("stream", true)
            .put("stream_options", new JsonObject().put("include_usage", true))
            .put("messages", new JsonArray().add(message))
            .encode();
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    double[] first = {0};
    try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
      lines.forEach(line -> {
        if (first[0] == 0
            && line.contains("\"content\":\"")
            && !line.contains("\"content\":\"\"")) {
          first[0] = (System.nanoTime() - asked) / 1e6 - FIRST_TOKEN_MILLIS;
        } else if (line.contains("\"completion_tokens\"")) {
          tokens.addAndGet(completionTokens(line));
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (first[0] != 0) {
      added.add(first[0]);
    }
  }

  private static int completionTokens(String line) {
    JsonObject usage =
        new JsonObject(line.substring("data: ".length())).getJsonObject("usage", new JsonObject());
    return usage.getInteger("completion_tokens", 0);
  }

  private static double micros(LabGateway gateway, Duration before) {
    return cpu(gateway).minus(before).toNanos() / 1e3;
  }

  private static Duration cpu(LabGateway gateway) {
    return ProcessHandle.of(gateway.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  /**
   * @param microsPerToken processor time of the gateway, of questions and tokens together
   * @param addedMillis to the model's first token, the middle one of all answers
   */
  private record Cost(long tokens, double microsPerToken, double addedMillis) {}
}
