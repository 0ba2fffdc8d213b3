package rapport.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import rapport.testing.Metrics;
import rapport.testing.Shopper;
import rapport.testing.TestGateway;

/**
 * How much of the search is left when a question that was typed out is asked. Shoppers type letter
 * by letter as people do, from a fixed seed; their page says what they have typed as the widget
 * does; Enter follows. A gateway in the production wiring over the demo catalogue, and its clients,
 * share this JVM.
 *
 * <p>Run it with {@code ./rapport bench LookAhead [QUESTIONS [QUERIES]]}; {@code QUERIES} is a file
 * with an id, a tab and a query a line, in place of the demo catalogue's own questions.
 */
public final class LookAhead {
  private static final long SEED = 11;
  private static final int AT_ONCE = 6;
  private static final double MS = 1e6;

  /** As {@code typing.js} has it. */
  private static final double WIDGET_MS = 150;

  private LookAhead() {}

  /** What is told before the question is put, and when Enter is pressed, in milliseconds. */
  private record Script(String question, List<Partial> partials, double enter) {}

  private record Partial(double at, String text) {}

  private record Left(String question, boolean hit, double millis) {}

  public static void main(String[] arguments) {
    Bench.run(() -> run(arguments));
  }

  private static void run(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    List<String> questions = arguments.length > 1 ? queries(arguments[1]) : demoQuestions();
    Collections.shuffle(questions, new Random(SEED));
    try (TestGateway gateway = TestGateway.demo(Map.of("RAPPORT_LOG", "WARN"))) {
      play(gateway, questions.subList(0, Math.min(AT_ONCE * 2, questions.size())));
      double hits = counted(gateway, "hit");
      double misses = counted(gateway, "miss");
      report(play(gateway, questions.subList(0, Math.min(count, questions.size()))));
      System.out.printf(
          "the gateway counted %.0f hits and %.0f misses%n",
          counted(gateway, "hit") - hits, counted(gateway, "miss") - misses);
    }
  }

  private static List<String> queries(String file) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return new ArrayList<>(lines.map(line -> line.split("\t", 3)[1]).toList());
    }
  }

  /** What the dialogues of the follow-up tests begin with and come to. */
  private static List<String> demoQuestions() throws IOException {
    List<String> questions = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/dialogues"))) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonObject dialogue = new JsonObject(line);
          dialogue
              .getJsonArray("before", new JsonArray())
              .forEach(before -> questions.add(before.toString()));
          questions.add(dialogue.getString("spelled", "How much does shipping cost?"));
        }
      }
    }
    return new ArrayList<>(questions.stream().distinct().toList());
  }

  private static List<Left> play(TestGateway gateway, List<String> questions)
      throws InterruptedException, ExecutionException {
    Random random = new Random(SEED);
    ConcurrentLinkedQueue<Script> scripts = new ConcurrentLinkedQueue<>();
    questions.forEach(question -> scripts.add(typed(question, random)));
    ConcurrentLinkedQueue<Left> left = new ConcurrentLinkedQueue<>();
    List<Future<?>> shoppers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        shoppers.add(
            threads.submit(() -> {
              for (Script s = scripts.poll(); s != null; s = scripts.poll()) {
                left.add(play(gateway.port(), s));
              }
            }));
      }
    }
    for (Future<?> shopper : shoppers) {
      shopper.get();
    }
    return List.copyOf(left);
  }

  private static Left play(int port, Script script) {
    try (Shopper shopper = Shopper.join(port)) {
      long began = System.nanoTime();
      for (Partial partial : script.partials()) {
        waitUntil(began + (long) (partial.at() * MS));
        shopper.type(partial.text());
      }
      waitUntil(began + (long) (script.enter() * MS));
      JsonObject timing = shopper.ask(script.question()).done().getJsonObject("timing");
      double encode = timing.getDouble("encode_ms");
      // What was found ahead needs no vector any more.
      return new Left(script.question(), encode == 0, encode + timing.getDouble("search_ms"));
    }
  }

  /** A letter every 80 to 250 ms, up to half a second more between words, then Enter. */
  private static Script typed(String question, Random random) {
    List<Partial> partials = new ArrayList<>();
    String unsaid = null;
    double now = 0;
    double free = 0;
    for (int end = 1; end <= question.length(); end++) {
      now += 80 + random.nextDouble(170);
      now += question.charAt(end - 1) == ' ' ? random.nextDouble(500) : 0;
      if (unsaid != null && free <= now) {
        partials.add(new Partial(free, unsaid));
        free += WIDGET_MS;
      }
      String text = question.substring(0, end);
      unsaid = free > now ? text : null;
      if (unsaid == null) {
        partials.add(new Partial(now, text));
        free = now + WIDGET_MS;
      }
    }
    double enter = now + 150 + random.nextDouble(450);
    if (unsaid != null && free <= enter) {
      partials.add(new Partial(free, unsaid));
    }
    return new Script(question, partials, enter);
  }

  private static void report(List<Left> left) {
    List<Left> hits = left.stream().filter(Left::hit).toList();
    List<Left> misses = left.stream().filter(l -> !l.hit()).toList();
    System.out.printf(
        "%d questions typed out, %d found ahead: %.0f %%%n",
        left.size(), hits.size(), 100.0 * hits.size() / left.size());
    System.out.println("encoding and searching left at ask:");
    times("hit", hits);
    times("miss", misses);
    misses.forEach(miss -> System.out.println("  missed: " + miss.question()));
  }

  private static void times(String name, List<Left> left) {
    double[] millis = left.stream().mapToDouble(Left::millis).sorted().toArray();
    if (millis.length > 0) {
      System.out.printf(
          "  %-4s p50 %7.3f ms, p99 %7.3f ms, most %7.3f ms%n",
          name, at(millis, 0.5), at(millis, 0.99), Arrays.stream(millis).max().orElseThrow());
    }
  }

  private static double at(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
  }

  private static double counted(TestGateway gateway, String result) {
    return Metrics.of(gateway).value("rapport_lookahead_total{result=\"" + result + "\"}");
  }

  private static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
