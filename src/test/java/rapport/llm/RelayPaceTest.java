package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapport.testing.Script;

/** How often a loop relays, and that nothing is lost when it relays seldom. */
class RelayPaceTest extends OpenAiTest {
  private static final int TICK = 10;

  private final EmbeddedChannel channel = frozen();
  private final EventLoop loop = channel.eventLoop();
  private final AtomicInteger relayed = new AtomicInteger();

  private static EmbeddedChannel frozen() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    return channel;
  }

  @Test
  void loopInTime_relaysAtOnce() {
    RelayPace pace = new RelayPace(loop);
    for (int i = 0; i < 100; i++) {
      assertThat(pace.gathers(relayed::incrementAndGet)).isFalse();
      advance(TICK);
    }
    assertThat(relayed).hasValue(0);
  }

  @Test
  void lateLoop_letsWordsGather_andRelaysThemOnce() {
    RelayPace pace = new RelayPace(loop);
    gathers(pace, 10, TICK + 50);
    int before = relayed.get();
    assertThat(pace.gathers(relayed::incrementAndGet)).isTrue();
    advance(RelayPace.LONGEST_MILLIS);
    advance(TICK);
    assertThat(relayed.get()).isEqualTo(before + 1);
    advance(1_000);
    assertThat(relayed.get()).isEqualTo(before + 1);
  }

  @Test
  void wordsGatherSoLongAndNoLonger_howeverLateTheLoop() {
    RelayPace pace = new RelayPace(loop);
    gathers(pace, 100, 1_000);
    int before = relayed.get();
    assertThat(pace.gathers(relayed::incrementAndGet)).isTrue();
    advance(TICK);
    assertThat(relayed.get()).isEqualTo(before);
    advance(RelayPace.LONGEST_MILLIS);
    assertThat(relayed.get()).isEqualTo(before + 1);
  }

  @Test
  void loopThatIsInTimeAgain_relaysAtOnceAgain() {
    RelayPace pace = new RelayPace(loop);
    gathers(pace, 20, TICK + 50);
    for (int i = 0; i < RelayPace.LONGEST_MILLIS; i++) {
      advance(TICK);
    }
    assertThat(pace.gathers(relayed::incrementAndGet)).isFalse();
  }

  @Test
  void answerOfALateLoop_isTheSame_inFewerPieces_alsoForAReaderWhoPauses() {
    String[] words = IntStream.range(0, 40).mapToObj(i -> "w" + i).toArray(String[]::new);
    server.next(Script.words(words).every(ms(10)));
    List<String> pieces = new ArrayList<>();
    Promise<Void> over = Promise.promise();
    Upstream upstream = new Upstream(vertx, settings(server.url(), 1), ms(1_000));
    Context context = vertx.getOrCreateContext();
    context.runOnContext(v -> {
      RelayPace late =
          new RelayPace(((ContextInternal) context).nettyEventLoop(), RelayPace.LONGEST_MILLIS);
      Attempts attempts = new Attempts(List.of(upstream), Persistence.none(), PROMPT);
      Generation generation = new OpenAiGeneration(vertx, attempts, late);
      generation
          .endHandler(end -> over.complete())
          .exceptionHandler(over::fail)
          .handler(delta -> {
            if (delta instanceof Delta.Text text) {
              pieces.add(text.text());
              if (pieces.size() == 2) {
                generation.pause();
                vertx.setTimer(150, id -> generation.resume());
              }
            }
          });
    });
    await(over.future());

    assertThat(String.join("", pieces)).isEqualTo(String.join(" ", words));
    assertThat(pieces).hasSizeBetween(2, words.length / 2);
    await(upstream.close());
  }

  private void gathers(RelayPace pace, int times, int millis) {
    for (int i = 0; i < times; i++) {
      pace.gathers(relayed::incrementAndGet);
      advance(millis);
    }
  }

  private void advance(int millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }
}
