package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.until;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.chat.FaqSource;
import rapport.chat.Finish;
import rapport.chat.Language;
import rapport.chat.Sources;
import rapport.chat.Usage;
import rapport.llm.ModelFaults.Case;
import rapport.llm.ModelFaults.Ending;
import rapport.prompt.Prompt;
import rapport.prompt.Prompt.Message;
import rapport.prompt.Prompt.Role;
import rapport.telemetry.Telemetry;
import rapport.testing.HeardGeneration;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.ServedRequest;
import rapport.testing.Sse;

/**
 * Every fault of {@link ModelFaults} over real sockets: what is heard in the end, how often was
 * asked, and that no connection and no slot is left behind. {@code -Drapport.faults=20} plays each
 * twenty times.
 */
class ModelFaultMatrixTest {
  private static final int TIMES = Integer.getInteger("rapport.faults", 2);
  private static final int SLOTS = 4;
  private static final int MAX_TOKENS = 10_000;
  private static final int AT_ONCE = 4;

  private static final String SYSTEM =
      "Rules:\n- Be brief.\n\n<<<PRODUCTS\n- one\n- two\n- three\nPRODUCTS>>>\n\n"
          + "<<<FAQS\n(none)\nFAQS>>>";

  private static final Prompt PROMPT =
      new Prompt(
          List.of(
              new Message(Role.SYSTEM, SYSTEM),
              new Message(Role.USER, "hello"),
              new Message(Role.ASSISTANT, "Hi!"),
              new Message(Role.USER, "a speaker?")),
          "a speaker?",
          new Sources(
              List.of(), List.of(new FaqSource("f", "?", ModelFaults.ROWS, null, 1)), null, null),
          Language.ENGLISH);

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setAddressResolverOptions(
                    new AddressResolverOptions().setQueryTimeout(200).setMaxQueries(1)));
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  static List<Case> faults() {
    return ModelFaults.all();
  }

  @Test
  void allFaultsOfTheMatrix_areHere() {
    assertThat(faults().stream().map(Case::number).distinct().sorted())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 24).boxed().toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void fault_endsAsTheMatrixSays_andLeavesNothingBehind(Case fault) throws Exception {
    try (ExecutorService players = Executors.newFixedThreadPool(Math.min(TIMES, AT_ONCE))) {
      List<Future<?>> plays = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        plays.add(players.submit(() -> play(fault)));
      }
      for (Future<?> play : plays) {
        play.get();
      }
    }
  }

  private static void play(Case fault) {
    ScriptedModelServer server = await(ScriptedModelServer.start(vertx));
    OpenAiModel model = model(fault, server);
    try {
      play(fault, server, model);
    } finally {
      await(model.close());
      until(vertx, () -> server.connections() == 0);
      await(server.close());
    }
  }

  private static void play(Case fault, ScriptedModelServer server, OpenAiModel model) {
    Promise<Void> words = Promise.promise();
    List<Script> scripts = new ArrayList<>(fault.plot().apply(words.future()));
    server.always(scripts.removeLast()).next(scripts.toArray(Script[]::new));
    HeardGeneration heard =
        HeardGeneration.to(vertx, model, PROMPT, g -> {}, g -> wordsCame(g, words));
    await(heard.over());

    check(fault.ending(), heard);
    assertThat(server.requests()).as("requests").hasSize(fault.requests());
    until(vertx, () -> server.requests().stream().allMatch(ModelFaultMatrixTest::isSettled));
    until(vertx, () -> model.freeSlots() == SLOTS);
    assertThat(heard.deltas().stream().filter(Delta.Finished.class::isInstance))
        .hasSizeLessThanOrEqualTo(1);
  }

  /** A reader that takes one piece at a time. */
  private static void wordsCame(Generation generation, Promise<Void> words) {
    words.tryComplete();
    generation.pause();
    vertx.runOnContext(v -> generation.resume());
  }

  private static boolean isSettled(ServedRequest request) {
    return request.finished().isComplete() || request.closed().isComplete();
  }

  private static void check(Ending ending, HeardGeneration heard) {
    switch (ending) {
      case Ending.Whole whole when whole.finish() == Finish.LENGTH -> {
        assertThat(heard.finished().finish()).isEqualTo(Finish.LENGTH);
        assertThat(heard.text()).hasSizeBetween(MAX_TOKENS * 32, MAX_TOKENS * 32 + 200_000);
      }
      case Ending.Whole whole -> {
        assertThat(heard.text()).isEqualTo(whole.text());
        assertThat(heard.finished().finish()).isEqualTo(whole.finish());
        assertThat(heard.degraded()).isNull();
      }
      case Ending.Interrupted interrupted -> {
        if (interrupted.text().isEmpty()) {
          assertThat(heard.text()).startsWith("word word ");
        } else {
          assertThat(heard.text()).isEqualTo(interrupted.text());
        }
        assertThat(heard.failure().fault()).isEqualTo(interrupted.fault());
        assertThat(heard.degraded()).isNull();
      }
      case Ending.Rows rows -> {
        assertThat(heard.text()).isEqualTo(ModelFaults.ROWS);
        assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
        assertThat(rows.reason().split("[|]")).contains(heard.degraded());
      }
    }
  }

  private static OpenAiModel model(Case fault, ScriptedModelServer server) {
    URI nobody = URI.create("http://127.0.0.1:9/v1");
    List<URI> servers =
        switch (fault.place()) {
          case SERVER -> List.of(server.url());
          case NOBODY_LISTENS -> List.of(nobody);
          case NO_SUCH_HOST -> List.of(URI.create("http://no-such-host.invalid/v1"));
          case NO_TLS -> List.of(URI.create(server.url().toString().replace("http:", "https:")));
          case FALLBACK -> List.of(nobody, server.url());
        };
    return model(
        servers.stream()
            .map(url -> settings(url, fault.first(), fault.idle(), fault.total()))
            .toList());
  }

  private static OpenAiModel model(List<OpenAiSettings> servers) {
    return new OpenAiModel(
        vertx,
        servers,
        new Persistence(
            2, true, Duration.ofMinutes(1), most -> 0, new RetryBudget(), Telemetry.none()));
  }

  private static OpenAiSettings settings(URI url, Duration first, Duration idle, Duration total) {
    return new OpenAiSettings(
        url, "scripted", "sk-secret", MAX_TOKENS, SLOTS, first, first, idle, total);
  }

  private static final Buffer GOOD_STREAM =
      Sse.comment()
          .appendBuffer(Sse.role())
          .appendBuffer(Sse.chunk("né 🛒 "))
          .appendBuffer(Sse.chunk("well."))
          .appendBuffer(Sse.finish("stop"))
          .appendBuffer(Sse.usage(7, 2))
          .appendBuffer(Sse.done());

  @Test
  void goodStream_cutAtAnyByte_isReadTheSame() throws IOException {
    int length = GOOD_STREAM.length();
    for (int cut = 0; cut <= length; cut++) {
      TextPieces text = new TextPieces();
      Completion completion = new Completion(text, null, 100);
      completion.read(GOOD_STREAM.getBuffer(0, cut));
      completion.read(GOOD_STREAM.getBuffer(cut, length));
      assertThat(text.take()).as("cut at %d", cut).isEqualTo("né 🛒 well.");
      assertThat(completion.conclusive()).isTrue();
    }
  }

  @Test
  void goodStream_cutAtAnyByteOnItsWay_isHeardTheSame() {
    ScriptedModelServer server = await(ScriptedModelServer.start(vertx));
    OpenAiModel model = model(List.of(settings(server.url(), ms(9_000), ms(9_000), ms(9_000))));
    byte[] stream = GOOD_STREAM.getBytes();
    HeardGeneration heard = null;
    for (int cut = 0; cut <= stream.length; cut++) {
      server.next(
          Script.raw(Arrays.copyOf(stream, cut), Arrays.copyOfRange(stream, cut, stream.length)));
      heard =
          heard == null ? HeardGeneration.to(vertx, model, PROMPT) : heard.another(model, PROMPT);
      await(heard.over());
      assertThat(heard.text()).as("cut at %d", cut).isEqualTo("né 🛒 well.");
      assertThat(heard.finished()).isEqualTo(new Delta.Finished(Finish.STOP, new Usage(7, 2)));
    }
    assertThat(server.requests()).hasSize(stream.length + 1);
    await(model.close());
    await(server.close());
  }
}
