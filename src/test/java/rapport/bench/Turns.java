package rapport.bench;

import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import rapport.testing.ChatClient;
import rapport.testing.Management;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/**
 * Whether the heap stays flat over many turns. A gateway in the production wiring, its clients and
 * its model server share this JVM, so what the heap holds is all of theirs; it is measured after a
 * collection, with all sockets closed. Conversations are twenty questions long.
 *
 * <p>Takes the number of turns (100,000 unless said), of sockets (50), and who answers ({@code
 * extractive} or {@code scripted}: an OpenAI-compatible server with twenty words):
 *
 * <pre>{@code
 * RAPPORT_JAVA_OPTS=-Xmx512m ./rapport bench Turns 100000
 * }</pre>
 */
public final class Turns {
  private static final int AT_ONCE = 10_000;
  private static final int PER_CONVERSATION = 20;
  private static final List<String> QUESTIONS =
      List.of(
          "Do you have a Bluetooth speaker under 50 dollars?",
          "How much does shipping cost?",
          "Which headphones cancel noise best?",
          "有没有200元以下的蓝牙耳机？",
          "Who won the world cup in 1998?",
          "Can I return a lamp?");

  private Turns() {}

  /** Runs until all turns are done; fails when one does not end as it should. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    int turns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    int sockets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
    boolean scripted = arguments.length > 2 && arguments[2].equals("scripted");
    Vertx vertx = Vertx.vertx();
    ScriptedModelServer model = Waiting.await(ScriptedModelServer.start(vertx));
    model.always(Script.tokens(20)).keepNothing();
    try (TestGateway gateway = TestGateway.demo(scripted ? openAi(model) : Map.of())) {
      run(gateway, sockets, sockets * PER_CONVERSATION);
      report(gateway, 0, 0);
      for (int done = 0; done < turns; ) {
        int next = Math.min(AT_ONCE, turns - done);
        long begun = System.nanoTime();
        int asked = run(gateway, sockets, next);
        done += asked;
        report(gateway, done, asked / ((System.nanoTime() - begun) / 1e9));
      }
    }
    Waiting.await(vertx.close());
  }

  private static Map<String, String> openAi(ScriptedModelServer model) {
    return Map.of(
        "RAPPORT_LLM_PROVIDER", "openai",
        "RAPPORT_LLM_URL", model.url().toString(),
        "RAPPORT_LLM_MODEL", "scripted");
  }

  /** Asks at least {@code turns} questions; how many. */
  private static int run(TestGateway gateway, int sockets, int turns)
      throws InterruptedException, ExecutionException {
    int conversations = Math.ceilDiv(turns, sockets * PER_CONVERSATION);
    List<Future<?>> shoppers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < sockets; i++) {
        int first = i;
        shoppers.add(
            threads.submit(() -> {
              for (int c = 0; c < conversations; c++) {
                converse(gateway.port(), first + c);
              }
            }));
      }
    }
    for (Future<?> shopper : shoppers) {
      shopper.get();
    }
    return conversations * sockets * PER_CONVERSATION;
  }

  private static void converse(int port, int first) {
    try (ChatClient client = ChatClient.join(port)) {
      for (int i = 0; i < PER_CONVERSATION; i++) {
        client.ask("q" + i, QUESTIONS.get((first + i) % QUESTIONS.size()));
        client.await("done");
      }
    }
  }

  private static void report(TestGateway gateway, int turns, double rate)
      throws InterruptedException {
    while (Management.metric(gateway.managementPort(), "rapport_conversations_live") > 0) {
      Waiting.pass(gateway.vertx(), Waiting.ms(20));
    }
    System.gc();
    Waiting.pass(gateway.vertx(), Waiting.ms(200));
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        "%,9d turns  heap %6.1f MB  threads %3d  turns running %.0f  %6.0f questions/s%n",
        turns,
        used / 1048576.0,
        Thread.activeCount(),
        Management.metric(gateway.managementPort(), "rapport_turns_running"),
        rate);
  }
}
