package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.pass;
import static rapport.testing.Waiting.until;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapport.fault.Fault;
import rapport.prompt.Prompt.Message;
import rapport.prompt.Prompt.Role;
import rapport.testing.HeardGeneration;
import rapport.testing.Script;
import rapport.testing.ServedRequest;
import rapport.testing.Sse;
import rapport.testing.Words;

/** Asking, pace, cancelling and limits. */
class OpenAiStreamTest extends OpenAiTest {
  @Test
  void asksAsOpenAiClientsDo() {
    await(hear().over());
    ServedRequest request = server.lastRequest();
    assertThat(request.headers().get("Authorization")).isEqualTo("Bearer sk-secret");
    assertThat(request.headers().get("Accept")).isEqualTo("text/event-stream");
    assertThat(request.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(request.headers().contains("Accept-Encoding")).isFalse();
    JsonArray messages =
        new JsonArray()
            .add(message("system", "You help in a shop."))
            .add(message("user", "hello"))
            .add(message("assistant", "Hi!"))
            .add(message("user", "a speaker? 🔈"));
    assertThat(request.body())
        .isEqualTo(
            new JsonObject()
                .put("model", "scripted")
                .put("messages", messages)
                .put("stream", true)
                .put("stream_options", new JsonObject().put("include_usage", true))
                .put("max_tokens", 300));
  }

  private static JsonObject message(String role, String content) {
    return new JsonObject().put("role", role).put("content", content);
  }

  @Test
  void aBaseMayEndInASlash() {
    await(model.close());
    model = model(settings(URI.create(server.url() + "/"), 1));
    HeardGeneration heard = hear();
    await(heard.over());
    assertThat(heard.text()).isEqualTo("Hello from the model.");
  }

  @Test
  void aQuestionWithHalfAnEmojiIsAsked() {
    Message broken = new Message(Role.USER, "what is \uD83D?");
    HeardGeneration heard = HeardGeneration.to(vertx, model, prompt(broken));
    await(heard.over());
    JsonObject asked = server.lastRequest().body().getJsonArray("messages").getJsonObject(0);
    assertThat(asked.getString("content")).isEqualTo("what is ??");
    assertThat(heard.finished()).isNotNull();
  }

  @Test
  void nothingIsAskedBeforeThereIsAHandler() {
    HeardGeneration heard = HeardGeneration.to(vertx, model, PROMPT, Generation::cancel, g -> {});
    pass(vertx, ms(50));
    assertThat(server.requests()).isEmpty();
    assertThat(heard.isOver()).isFalse();
  }

  @Test
  void aGenerationNeedsAnEventLoop() {
    assertThatThrownBy(() -> model.generate(PROMPT)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void wordsAreHandedOnAsTheyCome() {
    Words slow = Script.words("one", "two", "three").every(ms(100));
    server.next(slow);
    List<Long> heardAt = new ArrayList<>();
    HeardGeneration heard =
        HeardGeneration.to(vertx, model, PROMPT, g -> {}, g -> heardAt.add(System.nanoTime()));
    await(heard.over());
    List<Long> written = server.lastRequest().writes();
    assertThat(heardAt).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(Duration.ofNanos(heardAt.get(i) - written.get(i))).isLessThan(ms(90));
    }
  }

  @Test
  void aBurstIsHandedOnInFewPieces() {
    Words burst = Script.tokens(1_000);
    HeardGeneration heard = hear(burst);
    System.out.println("1,000 tokens at once came in " + (heard.deltas().size() - 1) + " pieces");
    assertThat(heard.text()).isEqualTo(burst.text());
    assertThat(heard.deltas()).hasSizeLessThan(250);
  }

  @Test
  void aBurstInOneWriteIsHandedOnInFewerYet() {
    String burst = "word ".repeat(1_000);
    Buffer written = Buffer.buffer();
    for (int i = 0; i < 1_000; i++) {
      written.appendBuffer(Sse.chunk("word "));
    }
    written.appendBuffer(Sse.finish("stop")).appendBuffer(Sse.done());
    HeardGeneration heard = hear(Script.raw(written.getBytes()));
    assertThat(heard.text()).isEqualTo(burst);
    assertThat(heard.deltas()).hasSizeLessThan(50);
  }

  @Test
  void aConnectionIsUsedAgainAfterAnAnswer() {
    HeardGeneration first = hear();
    await(first.over());
    for (int i = 0; i < 5; i++) {
      until(vertx, () -> model.freeSlots() == 8);
      await(first.another(model, PROMPT).over());
    }
    assertThat(server.requests()).hasSize(6);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void everyGenerationStaysOnItsEventLoop() {
    server.always(Script.tokens(50).every(ms(1)));
    List<HeardGeneration> all = IntStream.range(0, 8).mapToObj(i -> hear()).toList();
    all.forEach(heard -> await(heard.over()));
    assertThat(all).allSatisfy(heard -> assertThat(heard.threads()).containsOnly(heard.thread()));
    assertThat(all.stream().map(HeardGeneration::thread).distinct().count()).isGreaterThan(1);
    assertThat(all).allSatisfy(heard -> assertThat(heard.finished()).isNotNull());
  }

  @Test
  void cancellingClosesTheConnectionAtOnce() {
    server.always(Script.endless(ms(5)));
    long[] micros = new long[200];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = microsFromCancelToClosed();
    }
    Arrays.sort(micros);
    System.out.printf(
        "cancel to upstream closed: p50 %d µs, p99 %d µs, max %d µs%n",
        micros[100], micros[198], micros[199]);
    assertThat(micros[100]).isLessThan(10_000);
    assertThat(model.freeSlots()).isEqualTo(8);
  }

  private long microsFromCancelToClosed() {
    AtomicLong cancelled = new AtomicLong();
    HeardGeneration heard =
        HeardGeneration.to(
            vertx,
            model,
            PROMPT,
            g -> {},
            g -> {
              cancelled.set(System.nanoTime());
              g.cancel();
            });
    until(vertx, () -> cancelled.get() != 0);
    long closed = await(server.lastRequest().closed());
    assertThat(heard.isOver()).isFalse();
    assertThat(heard.deltas()).hasSize(1);
    return (closed - cancelled.get()) / 1_000;
  }

  @Test
  void cancellingBeforeTheAnswerClosesTheConnection() {
    server.next(Script.silence());
    HeardGeneration heard = hear();
    until(vertx, () -> server.requests().size() == 1);
    await(heard.with(Generation::cancel));
    await(server.lastRequest().closed());
    assertThat(heard.isOver()).isFalse();
    assertThat(model.freeSlots()).isEqualTo(8);
  }

  @Test
  void cancellingWhileConnectingSendsNothing() {
    HeardGeneration heard = hear();
    await(heard.with(Generation::cancel));
    HeardGeneration at = HeardGeneration.to(vertx, model, PROMPT, g -> {}, g -> {});
    await(at.over());
    until(vertx, () -> model.freeSlots() == 8);
    HeardGeneration inOneBreath =
        HeardGeneration.to(
            vertx, model, PROMPT, g -> g.handler(d -> {}).endHandler(v -> {}).cancel(), g -> {});
    until(vertx, () -> model.freeSlots() == 8);
    pass(vertx, ms(50));
    assertThat(inOneBreath.deltas()).isEmpty();
    assertThat(inOneBreath.isOver()).isFalse();
    assertThat(server.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void cancellingTwiceAndAfterTheEndIsNothing() {
    HeardGeneration heard = hear();
    await(heard.over());
    await(heard.with(Generation::cancel));
    await(heard.with(Generation::cancel));
    until(vertx, () -> model.freeSlots() == 8);
    HeardGeneration again = heard.another(model, PROMPT);
    await(again.over());
    assertThat(again.finished()).isNotNull();
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aReaderThatPausesStopsTheServer() {
    await(model.close());
    model = model(patient(1_000_000));
    server.next(Script.endless(Duration.ZERO));
    HeardGeneration heard =
        HeardGeneration.to(vertx, model, PROMPT, g -> g.pause().fetch(1), g -> {});
    int stuck = tokensOnceStuck();
    System.out.println("a paused reader stopped the server after " + stuck + " tokens");
    assertThat(heard.deltas()).hasSize(1);
    await(heard.with(Generation::resume));
    until(vertx, () -> server.lastRequest().tokens() > stuck);
    await(heard.with(Generation::cancel));
    await(server.lastRequest().closed());
  }

  private int tokensOnceStuck() {
    until(vertx, () -> !server.requests().isEmpty() && server.lastRequest().tokens() > 0);
    int before = -1;
    while (before != server.lastRequest().tokens()) {
      before = server.lastRequest().tokens();
      pass(vertx, ms(200));
    }
    return before;
  }

  @Test
  void aReaderGetsAsMuchAsItFetchesAndTheEndComesLast() {
    server.next(Script.tokens(30).every(ms(2)));
    HeardGeneration heard = HeardGeneration.to(vertx, model, PROMPT, Generation::pause, g -> {});
    await(heard.with(g -> g.fetch(2)));
    until(vertx, () -> heard.deltas().size() == 2);
    pass(vertx, ms(100));
    assertThat(heard.deltas()).hasSize(2).allMatch(Delta.Text.class::isInstance);
    while (!heard.isOver()) {
      await(heard.with(g -> g.fetch(1)));
      pass(vertx, ms(5));
    }
    assertThat(heard.text()).isEqualTo(Script.tokens(30).text());
    assertThat(heard.finished().usage().outputTokens()).isEqualTo(30);
  }

  @Test
  void aPausedReaderIsNotTheModelsFault() {
    useImpatientModel();
    server.next(Script.tokens(3).every(ms(50)));
    HeardGeneration heard = HeardGeneration.to(vertx, model, PROMPT, g -> {}, Generation::pause);
    until(vertx, () -> heard.deltas().size() == 1);
    pass(vertx, ms(500));
    assertThat(heard.isOver()).isFalse();
    await(heard.with(Generation::resume));
    until(vertx, () -> heard.deltas().size() == 2);
    await(heard.with(Generation::resume));
    await(heard.over());
    assertThat(heard.text()).isEqualTo(Script.tokens(3).text());
  }

  @Test
  void aReaderMayLeaveTheEndWaiting() {
    useImpatientModel();
    Buffer whole = Sse.chunk("Hello").appendBuffer(Sse.usage(1, 4)).appendBuffer(Sse.done());
    server.next(Script.raw(whole.getBytes()));
    HeardGeneration heard =
        HeardGeneration.to(vertx, model, PROMPT, g -> g.pause().fetch(1), g -> {});
    until(vertx, () -> heard.deltas().size() == 1 && model.freeSlots() == 8);
    pass(vertx, ms(FIRST + 100));
    assertThat(heard.isOver()).isFalse();
    await(heard.with(g -> g.fetch(1)));
    await(heard.over());
    assertThat(heard.text()).isEqualTo("Hello");
    assertThat(heard.finished().usage().outputTokens()).isEqualTo(4);
  }

  @Test
  void aReaderMayPauseAndResumeBeforeItBegins() {
    useImpatientModel();
    HeardGeneration heard =
        HeardGeneration.to(vertx, model, PROMPT, g -> g.pause().resume(), g -> {});
    await(heard.over());
    assertThat(heard.finished()).isNotNull();
  }

  @Test
  void moreStreamsThanAllowedWaitAndMoreThanMayWaitAreRefused() {
    HeardGeneration[] running = fill(2);
    HeardGeneration waiting = hear();
    pass(vertx, ms(50));
    long begun = System.nanoTime();
    HeardGeneration refused = hear();
    await(refused.over());
    assertFailed(refused, Fault.OVERLOADED);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ms(300));
    assertThat(server.requests()).hasSize(2);
    await(running[0].with(Generation::cancel));
    await(waiting.over());
    assertThat(waiting.finished()).isNotNull();
    await(running[1].with(Generation::cancel));
    until(vertx, () -> model.freeSlots() == 2);
  }

  @Test
  void whoGivesUpWaitingLeavesItsPlace() {
    fill(2);
    HeardGeneration waiting = hear();
    pass(vertx, ms(50));
    await(waiting.with(Generation::cancel));
    HeardGeneration next = hear();
    pass(vertx, ms(50));
    assertThat(next.isOver()).isFalse();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void whoWaitsInVainIsOverloaded() {
    await(model.close());
    model = model(settings(server.url(), 1, ms(200), ms(5_000), ms(9_000)));
    server.next(Script.words("a", "b").stallAfter(1));
    HeardGeneration running = hear();
    until(vertx, () -> !running.deltas().isEmpty());
    HeardGeneration waiting = hear();
    await(waiting.over());
    assertFailed(waiting, Fault.OVERLOADED);
    assertThat(running.isOver()).isFalse();
  }

  /** A model of {@code streams} streams, each of them busy. */
  private HeardGeneration[] fill(int streams) {
    await(model.close());
    model = model(settings(server.url(), streams));
    HeardGeneration[] running = new HeardGeneration[streams];
    for (int i = 0; i < streams; i++) {
      server.next(Script.words("busy", "busy").stallAfter(1));
      running[i] = hear();
    }
    until(vertx, () -> Arrays.stream(running).noneMatch(heard -> heard.deltas().isEmpty()));
    return running;
  }

  @Test
  void aThousandAnswersAtRandomLeaveNothingBehind() {
    long seed = System.nanoTime();
    System.out.println("OpenAiStreamTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 125; round++) {
      List<HeardGeneration> eight = IntStream.range(0, 8).mapToObj(i -> random(random)).toList();
      eight.forEach(heard -> randomEnd(heard, random));
    }
    until(vertx, () -> model.freeSlots() == 8);
    long whole = server.requests().stream().filter(r -> r.finished().isComplete()).count();
    System.out.println(
        server.requests().size()
            + " asked, "
            + whole
            + " whole, "
            + server.connections()
            + " open");
    assertThat(server.connections()).isLessThanOrEqualTo(8 * 4);
    await(model.close());
    until(vertx, () -> server.connections() == 0);
  }

  private HeardGeneration random(Random random) {
    Words words = Script.tokens(random.nextInt(40)).every(ms(random.nextInt(2)));
    server.next(
        switch (random.nextInt(6)) {
          case 0 -> Script.silence();
          case 1 -> Script.endless(ms(1));
          case 2 -> words.resetAfter(random.nextInt(20));
          case 3 -> Script.error(503, "later");
          default -> words;
        });
    return hear();
  }

  private void randomEnd(HeardGeneration heard, Random random) {
    if (random.nextInt(4) == 0) {
      pass(vertx, ms(1 + random.nextInt(10)));
    }
    await(heard.with(Generation::cancel));
  }

  private OpenAiSettings patient(int maxTokens) {
    return new OpenAiSettings(
        server.url(), "scripted", null, maxTokens, 8, ms(5_000), ms(5_000), ms(5_000), ms(20_000));
  }
}
