package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.chat.Finish;
import rapport.fault.Fault;
import rapport.life.CheckResult;
import rapport.prompt.Prompt;
import rapport.testing.HeardGeneration;
import rapport.testing.Script;
import rapport.testing.Words;

/** What comes over a connection that is read when a late loop says so, by both transports. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class PollingTest extends OpenAiTest {
  private static final int WORDS = 120;

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
    HeardGeneration first = hear(words, upstream);
    server.next(words);
    HeardGeneration second = first.another(new OnALateLoop(late, upstream), PROMPT);
    await(second.over());
    assertThat(List.of(first.text(), second.text())).containsOnly(words.text());
    assertThat(server.connections()).isOne();
    await(upstream.close());
  }

  private HeardGeneration hear(Script script, long idle) {
    Upstream upstream = upstream(idle);
    HeardGeneration heard = hear(script, upstream);
    await(upstream.close());
    return heard;
  }

  private HeardGeneration hear(Script script, Upstream upstream) {
    server.next(script);
    HeardGeneration heard = HeardGeneration.to(late, new OnALateLoop(late, upstream), PROMPT);
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
