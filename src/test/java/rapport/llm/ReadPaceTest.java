package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapport.testing.Script;

/** How often a loop reads, and that nothing is lost when it reads seldom. */
class ReadPaceTest extends OpenAiTest {
  private static final int TICK = 20;

  private final EmbeddedChannel channel = frozen();
  private final EventLoop loop = channel.eventLoop();
  private final AtomicInteger woken = new AtomicInteger();

  private static EmbeddedChannel frozen() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    return channel;
  }

  @Test
  void loopInTime_readsAtOnce() {
    ReadPace pace = new ReadPace(loop);
    for (int i = 0; i < 100; i++) {
      assertThat(pace.rests(woken::incrementAndGet)).isFalse();
      advance(TICK);
    }
    assertThat(woken).hasValue(0);
  }

  @Test
  void lateLoop_leavesStreamsAlone_andWakesEachOnce() {
    ReadPace pace = new ReadPace(loop);
    rests(pace, 4, TICK + 50);
    int before = woken.get();
    assertThat(pace.rests(woken::incrementAndGet)).isTrue();
    advance(ReadPace.LONGEST_REST_MILLIS);
    advance(TICK);
    assertThat(woken.get()).isEqualTo(before + 1);
    advance(1_000);
    assertThat(woken.get()).isEqualTo(before + 1);
  }

  @Test
  void restsAreBounded_howeverLateTheLoop() {
    ReadPace pace = new ReadPace(loop);
    rests(pace, 100, 1_000);
    int before = woken.get();
    assertThat(pace.rests(woken::incrementAndGet)).isTrue();
    advance(TICK);
    assertThat(woken.get()).isEqualTo(before);
    advance(ReadPace.LONGEST_REST_MILLIS);
    assertThat(woken.get()).isEqualTo(before + 1);
  }

  @Test
  void loopThatIsInTimeAgain_readsAtOnceAgain() {
    ReadPace pace = new ReadPace(loop);
    rests(pace, 20, TICK + 50);
    for (int i = 0; i < ReadPace.LONGEST_REST_MILLIS; i++) {
      advance(TICK);
    }
    assertThat(pace.rests(woken::incrementAndGet)).isFalse();
  }

  @Test
  void answerThatIsReadSeldom_isTheSame_inFewerPieces_andItsConnectionServesAgain() {
    int tokens = 40;
    String[] words = IntStream.range(0, tokens).mapToObj(i -> "w" + i).toArray(String[]::new);
    HttpClient client = LoopClients.client(vertx, new PoolOptions().setHttp1MaxSize(1));
    Context context = vertx.getOrCreateContext();
    for (int round = 0; round < 2; round++) {
      server.next(Script.words(words).every(ms(10)));
      Hearing heard = new Hearing();
      await(heard.over(context, client));
      assertThat(heard.text).hasToString(String.join(" ", words));
      assertThat(heard.readings).isBetween(2, tokens / 2);
    }
    assertThat(server.connections()).isEqualTo(1);
    await(client.close());
  }

  private void rests(ReadPace pace, int times, int millis) {
    for (int i = 0; i < times; i++) {
      pace.rests(woken::incrementAndGet);
      advance(millis);
    }
  }

  private void advance(int millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  /** One exchange on a loop that has been late, which pauses and resumes on the way. */
  private final class Hearing implements Exchange.Listener {
    final StringBuilder text = new StringBuilder();
    final Promise<Void> over = Promise.promise();
    boolean due;
    int readings;
    Exchange exchange;

    Future<Void> over(Context context, HttpClient client) {
      context.runOnContext(v -> {
        OpenAiSettings settings = settings(server.url(), 1);
        EventLoop nettyLoop = ((ContextInternal) context).nettyEventLoop();
        exchange =
            new Exchange(
                new Endpoint(
                    vertx,
                    client,
                    new ReadPace(nettyLoop, ReadPace.LONGEST_REST_MILLIS),
                    settings
                        .request(HttpMethod.POST, "/chat/completions")
                        .putHeader("Content-Type", "application/json"),
                    new StreamSlots(1, 1),
                    settings),
                context,
                ChatRequest.of(PROMPT, settings),
                false,
                this);
        exchange.start(System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
      });
      return over.future();
    }

    @Override
    public void readable() {
      if (!due) {
        due = true;
        vertx.runOnContext(v -> take());
      }
    }

    private void take() {
      due = false;
      text.append(exchange.text().take());
      if (++readings == 2) {
        exchange.pause();
        vertx.setTimer(150, id -> exchange.resume());
      }
    }

    @Override
    public void finished(Delta.Finished result) {
      take();
      over.complete();
    }

    @Override
    public void failed(Failure failure) {
      over.fail(failure.told());
    }
  }
}
