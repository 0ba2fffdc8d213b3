package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.pass;
import static rapport.testing.Waiting.until;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.chat.Finish;
import rapport.chat.Tools;
import rapport.fault.Fault;
import rapport.life.CheckResult;
import rapport.prompt.Prompt;
import rapport.testing.HeardGeneration;
import rapport.testing.Script;
import rapport.testing.Script.Step;
import rapport.testing.Sse;
import rapport.testing.Words;

/** What comes over a connection that is read when a late loop says so, by both transports. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class PollingTest extends OpenAiTest {
  private static final int WORDS = 120;
  private static final Prompt WITH_TOOLS =
      new Prompt(
          PROMPT.messages(),
          PROMPT.question(),
          PROMPT.sources(),
          PROMPT.language(),
          PROMPT.sampling(),
          new Tools(new JsonObject().put("tools", new JsonArray().add("x")), new JsonArray()));

  private final Vertx late;
  private final boolean isNative;

  PollingTest(boolean nativeTransport) {
    this.isNative = nativeTransport;
    this.late = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
  }

  @AfterEach
  void stopLate() {
    await(late.close());
  }

  @Test
  void everyWordIsHeard_inFewPieces() {
    Words words = Script.words(numbered("w", WORDS)).every(ms(5));
    HeardGeneration heard = hear(words, IDLE);
    assertThat(late.isNativeTransportEnabled()).isEqualTo(isNative);
    assertThat(heard.text()).isEqualTo(words.text());
    assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
    assertThat(heard.deltas()).hasSizeLessThan(WORDS / 4);
  }

  @Test
  void moreThanOneReadHolds_isHeardWhole() {
    Words words = Script.words(numbered("w".repeat(150), WORDS / 2)).every(ms(4));
    HeardGeneration heard = hear(words, IDLE);
    assertThat(heard.text()).isEqualTo(words.text());
    assertThat(heard.deltas()).hasSizeLessThan(WORDS / 8);
  }

  /** Calls are no words: nothing of them gathers, and what reads words has to read on. */
  @Test
  void callsAfterWords_areHeardToTheLast() {
    Buffer call = Sse.data("{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0}]}}]}");
    List<Step> one = List.of(new Step.Write(call, 0), new Step.Wait(ms(5)));
    Buffer last = Sse.finish("tool_calls").appendBuffer(Sse.done());
    List<Step> end = List.of(new Step.Write(last, 0), new Step.End());
    Stream<Step> calls = Stream.generate(() -> one).limit(WORDS).flatMap(List::stream);
    Words words =
        Script.words(numbered("w", WORDS))
            .every(ms(5))
            .after(WORDS / 2, Stream.concat(calls, end.stream()));
    Upstream upstream = upstream(IDLE);
    HeardGeneration heard = hear(words, upstream, WITH_TOOLS);
    assertThat(heard.finished().finish()).isEqualTo(Finish.TOOL_CALLS);
    assertThat(heard.text()).isEqualTo(first(words, WORDS / 2));
    assertThat(heard.deltas().stream().filter(Delta.Calls.class::isInstance)).hasSize(WORDS);
    await(upstream.close());
  }

  @Test
  void serverThatEndsTheConnectionMeanwhile_isFoundOutAtOnce() {
    Words words = Script.words(numbered("w", WORDS)).every(ms(5)).closeAfter(WORDS / 2);
    HeardGeneration heard = hear(words, 20_000);
    assertFailed(heard, Fault.UPSTREAM_FAILED);
    assertThat(heard.text()).isEqualTo(first(words, WORDS / 2));
  }

  @Test
  void serverThatBreaksTheConnectionMeanwhile_isFoundOutAtOnce() {
    Words words = Script.words(numbered("w", WORDS)).every(ms(5)).resetAfter(WORDS / 2);
    HeardGeneration heard = hear(words, 20_000);
    assertFailed(heard, Fault.UPSTREAM_FAILED);
    assertThat(first(words, WORDS / 2)).startsWith(heard.text());
  }

  @Test
  void serverThatFallsSilentMeanwhile_isGivenUp_andNothingIsMissingBefore() {
    Words words = Script.words(numbered("w", WORDS)).every(ms(5)).stallAfter(WORDS / 2);
    HeardGeneration heard = hear(words, IDLE);
    assertFailed(heard, Fault.TIMEOUT);
    assertThat(heard.text()).isEqualTo(first(words, WORDS / 2));
  }

  /** The only connection there may be is read as usual by who has it next. */
  @Test
  void connectionIsAsGoodAsNewAfterwards() {
    Upstream upstream = upstream(IDLE);
    Words words = Script.words(numbered("w", WORDS)).every(ms(5));
    HeardGeneration first = hear(words, upstream, PROMPT);
    server.next(words);
    HeardGeneration second = first.another(new OnALateLoop(late, upstream), PROMPT);
    await(second.over());
    assertThat(List.of(first.text(), second.text())).containsOnly(words.text());
    assertThat(server.connections()).isOne();
    await(upstream.close());
  }

  @Test
  void connectionAtRest_isNotReadBeforeItIsPolled() {
    server.next(Script.words(numbered("w", 2 * WORDS)).every(ms(5)));
    Upstream upstream = upstream(20_000);
    Context context = late.getOrCreateContext();
    Interval resting = new Interval();
    context.runOnContext(v -> resting.start(upstream, context));
    await(resting.begun.future());
    // What had been read with the last words is still heard.
    pass(vertx, ms(30));
    int heard = resting.readings.get();
    pass(vertx, ms(100));
    assertThat(resting.readings).hasValue(heard);

    context.runOnContext(v -> resting.exchange.poll());
    until(vertx, () -> resting.readings.get() > heard);
    context.runOnContext(v -> resting.exchange.cancel());
    await(upstream.close());
  }

  private HeardGeneration hear(Script script, long idle) {
    Upstream upstream = upstream(idle);
    HeardGeneration heard = hear(script, upstream, PROMPT);
    await(upstream.close());
    return heard;
  }

  private HeardGeneration hear(Script script, Upstream upstream, Prompt prompt) {
    server.next(script);
    HeardGeneration heard = HeardGeneration.to(late, new OnALateLoop(late, upstream), prompt);
    await(heard.over());
    return heard;
  }

  private Upstream upstream(long idle) {
    return new Upstream(
        late, settings(server.url(), 1, ms(5_000), ms(idle), ms(30_000)), Duration.ofSeconds(1));
  }

  private static String[] numbered(String word, int count) {
    return IntStream.range(0, count).mapToObj(i -> word + i).toArray(String[]::new);
  }

  private static String first(Words words, int count) {
    String[] all = words.text().split("(?<= )");
    return String.join("", List.of(all).subList(0, count));
  }

  /** Reads a few words of an answer, and then rests. */
  private static final class Interval implements Exchange.Listener {
    private static final int FEW = 5;

    final Promise<Void> begun = Promise.promise();
    final AtomicInteger readings = new AtomicInteger();
    Exchange exchange;

    void start(Upstream upstream, Context context) {
      exchange =
          new Exchange(
              upstream.here(), context, ChatRequest.of(PROMPT, upstream.settings()), false, this);
      exchange.start(System.nanoTime() + ms(30_000).toNanos());
    }

    @Override
    public void readable() {
      if (readings.incrementAndGet() == FEW) {
        exchange.rest();
        begun.complete();
      }
    }

    @Override
    public void finished(Delta.Finished result) {
      begun.tryFail("it ended before");
    }

    @Override
    public void failed(Failure failure) {
      begun.tryFail("it failed");
    }
  }

  /** Answers as a loop does that has been late for a while. */
  private record OnALateLoop(Vertx vertx, Upstream upstream) implements LanguageModel {
    @Override
    public Generation generate(Prompt prompt) {
      Context context = vertx.getOrCreateContext();
      RelayPace pace =
          new RelayPace(((ContextInternal) context).nettyEventLoop(), RelayPace.LONGEST_MILLIS);
      return new OpenAiGeneration(
          vertx, new Attempts(List.of(upstream), Persistence.none(), prompt), pace);
    }

    @Override
    public Future<CheckResult> check() {
      return Future.succeededFuture(CheckResult.ok("model", "here"));
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}
