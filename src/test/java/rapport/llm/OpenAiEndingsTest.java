package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.until;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.chat.Finish;
import rapport.chat.Usage;
import rapport.fault.Fault;
import rapport.testing.HeardGeneration;
import rapport.testing.Script;
import rapport.testing.Script.Step;
import rapport.testing.Sse;

/** Every way in which an answer can end, and what is heard of it. */
class OpenAiEndingsTest extends OpenAiTest {
  @Test
  void aWholeAnswerFinishesWithItsUsage() {
    HeardGeneration heard = hear(Script.words("Hello", "world").every(ms(20)));
    assertThat(heard.text()).isEqualTo("Hello world");
    assertThat(heard.finished()).isEqualTo(new Delta.Finished(Finish.STOP, new Usage(7, 2)));
    assertThat(heard.deltas()).hasSize(3);
  }

  @Test
  void anAnswerAtItsLimitSaysSo() {
    HeardGeneration heard = hear(Script.words("Hello").finish("length"));
    assertThat(heard.finished().finish()).isEqualTo(Finish.LENGTH);
  }

  @Test
  void anAnswerWithoutAnyFinishReasonStopsAtDone() {
    HeardGeneration heard = hear(Script.words("Hello").endAfter(1, Sse.done()));
    assertThat(heard.finished()).isEqualTo(new Delta.Finished(Finish.STOP, Usage.NONE));
  }

  @Test
  void aFinishReasonFollowedByTheEndIsEnough() {
    HeardGeneration heard = hear(Script.words("Hello").endAfter(1, Sse.finish("length")));
    assertThat(heard.finished()).isEqualTo(new Delta.Finished(Finish.LENGTH, Usage.NONE));
  }

  @Test
  void aFinishReasonFollowedByABrokenConnectionIsEnough() {
    HeardGeneration heard = hear(Script.words("Hello").closeAfter(1, Sse.finish("stop")));
    assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
  }

  @Test
  void aFinishReasonFollowedBySilenceIsEnoughAfterASecond() {
    HeardGeneration heard = hear(Script.words("Hello").stallAfter(1, Sse.finish("stop")));
    assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
    await(server.lastRequest().closed());
  }

  @Test
  void doneWithoutAZeroChunkIsEnoughAtOnceAndTheConnectionIsClosedSoon() {
    server.next(Script.words("Hello").stallAfter(1, Sse.finish("stop"), Sse.done()));
    long begun = System.nanoTime();
    HeardGeneration heard = hear();
    await(heard.over());
    assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ms(900));
    await(server.lastRequest().closed());
  }

  @Test
  void whatFollowsDoneIsIgnored() {
    HeardGeneration heard =
        hear(
            Script.words("Hello")
                .endAfter(1, Sse.done(), Sse.chunk("ghost"), Sse.done(), Sse.data("{broken")));
    assertThat(heard.text()).isEqualTo("Hello");
    assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
  }

  @Test
  void aCleanEndWithoutATerminalEventIsAFailureThatKeepsTheText() {
    HeardGeneration heard = hear(Script.words("Hello", "world").endAfter(1));
    assertThat(heard.text()).isEqualTo("Hello ");
    assertFailed(heard, Fault.UPSTREAM_FAILED);
    assertThat(heard.failure()).hasMessageContaining("ended early");
  }

  @Test
  void aClosedConnectionIsAFailureThatKeepsTheText() {
    HeardGeneration heard = hear(Script.tokens(9).closeAfter(5));
    assertThat(heard.text()).isEqualTo("word0 word1 word2 word3 word4 ");
    assertFailed(heard, Fault.UPSTREAM_FAILED);
  }

  @Test
  void aResetConnectionIsAFailureThatKeepsTheText() {
    HeardGeneration heard = hear(Script.tokens(9).resetAfter(5));
    assertThat(heard.text()).isEqualTo("word0 word1 word2 word3 word4 ");
    assertFailed(heard, Fault.UPSTREAM_FAILED);
  }

  @Test
  void aConnectionClosedBeforeAnyAnswerIsAFailure() {
    HeardGeneration heard = hear(Script.steps(List.of(new Step.Reset())));
    assertFailed(heard, Fault.UPSTREAM_FAILED);
  }

  @Test
  void anErrorInTheStreamIsAFailureThatKeepsTheText() {
    Buffer error = Sse.data(Sse.error("overloaded").encode());
    HeardGeneration heard = hear(Script.words("Hello", "world").endAfter(1, error, Sse.done()));
    assertThat(heard.text()).isEqualTo("Hello ");
    assertFailed(heard, Fault.UPSTREAM_FAILED);
  }

  @Test
  void anErrorEventIsAFailureWhateverItHolds() {
    Buffer error = Buffer.buffer("event: error\ndata: {\"detail\":\"no\"}\n\n");
    assertFailed(hear(Script.words("Hello").endAfter(1, error)), Fault.UPSTREAM_FAILED);
  }

  @Test
  void anErrorEventIsAFailureAlsoWhenItLooksLikeWords() {
    Buffer error = Buffer.buffer("event: error\n").appendBuffer(Sse.chunk("trouble"));
    HeardGeneration heard = hear(Script.words("Hello", "world").endAfter(1, error));
    assertThat(heard.text()).isEqualTo("Hello ");
    assertFailed(heard, Fault.UPSTREAM_FAILED);
  }

  @Test
  void anUnreadableChunkIsAFailureThatKeepsTheTextAndClosesTheConnection() {
    HeardGeneration heard =
        hear(Script.words("Hello").stallAfter(1, Sse.data("{\"choices\":[{\"delta\"")));
    assertThat(heard.text()).isEqualTo("Hello");
    assertFailed(heard, Fault.UPSTREAM_FAILED);
    await(server.lastRequest().closed());
  }

  @Test
  void unknownChunksArePassedOver() {
    HeardGeneration heard =
        hear(
            Script.steps(
                Stream.of(
                        Sse.comment(),
                        Sse.role(),
                        Sse.data("{\"choices\":[]}"),
                        Sse.data("{\"choices\":[{\"delta\":null}]}"),
                        Sse.data(""),
                        Buffer.buffer("event: ping\ndata: {\"type\":\"ping\"}\n\n"),
                        Sse.chunk("Hello"),
                        Sse.done())
                    .<Step>mapMulti((bytes, out) -> {
                      out.accept(new Step.Write(bytes, 0));
                      out.accept(new Step.Wait(ms(5)));
                    })
                    .toList()));
    assertThat(heard.text()).isEqualTo("Hello");
    assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422, 500, 502, 503, 529, 302, 204})
  void anyOtherStatusIsAFailureThatTellsTheShopperNothing(int status) {
    HeardGeneration heard = hear(Script.error(status, "the key sk-secret is wrong"));
    assertFailed(heard, Fault.UPSTREAM_FAILED);
    assertThat(heard.failure()).hasMessage("the model did not answer");
  }

  static Stream<Object[]> waits() {
    String inTenSeconds =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(10));
    return Stream.of(
        new Object[] {"2", Duration.ofSeconds(2)},
        new Object[] {"0", Duration.ZERO},
        new Object[] {"86400", RetryAfter.MAX},
        new Object[] {"99999999999999999999", RetryAfter.MAX},
        new Object[] {inTenSeconds, Duration.ofSeconds(10)},
        new Object[] {"Sun, 06 Nov 1994 08:49:37 GMT", Duration.ZERO},
        new Object[] {"Tue, 06 Nov 2096 08:49:37 GMT", RetryAfter.MAX},
        new Object[] {"soon", null},
        new Object[] {"-5", null},
        new Object[] {null, null});
  }

  @ParameterizedTest
  @MethodSource("waits")
  void aBusyServerIsOverloadedForAsLongAsItSays(String header, Duration wait) {
    Script busy = Script.error(429, "slow down");
    HeardGeneration heard = hear(header == null ? busy : busy.header("Retry-After", header));
    assertFailed(heard, Fault.OVERLOADED);
    if (wait == null) {
      assertThat(heard.failure().retryAfter()).isEmpty();
    } else {
      assertThat(heard.failure().retryAfter().orElseThrow()).isCloseTo(wait, ms(2_000));
    }
  }

  @Test
  void aWebPageIsAFailure() {
    assertFailed(hear(Script.html()), Fault.UPSTREAM_FAILED);
  }

  @Test
  void aWebPageThatCallsItselfAStreamIsAFailure() {
    assertFailed(hear(Script.raw("<!doctype html>\n\n<p>It works!\n")), Fault.UPSTREAM_FAILED);
  }

  @Test
  void aLongErrorIsNotReadToItsEnd() {
    assertFailed(
        hear(Script.status(500, "text/plain", "x".repeat(1 << 20))), Fault.UPSTREAM_FAILED);
    until(vertx, () -> model.freeSlots() == 8);
  }

  @Test
  void aLineWithoutEndIsAFailureAndTheConnectionIsClosed() {
    assertFailed(hear(Script.endlessLine()), Fault.UPSTREAM_FAILED);
    await(server.lastRequest().closed());
  }

  @Test
  void anAnswerFarBeyondItsLimitIsCutThere() {
    HeardGeneration heard = hear(Script.endless(Duration.ZERO));
    assertThat(heard.finished().finish()).isEqualTo(Finish.LENGTH);
    assertThat(heard.text()).hasSizeBetween(300 * 32, 300 * 32 + 100_000);
    await(server.lastRequest().closed());
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    await(server.close());
    HeardGeneration heard = hear();
    await(heard.over());
    assertFailed(heard, Fault.UNAVAILABLE);
  }

  @Test
  void aNameThatIsUnknownIsUnavailable() {
    model = model(settings(URI.create("http://no-such-host.invalid/v1"), 1));
    HeardGeneration heard = hear();
    await(heard.over());
    assertFailed(heard, Fault.UNAVAILABLE);
  }

  @Test
  void aClosedModelIsUnavailable() {
    await(model.close());
    HeardGeneration heard = hear();
    await(heard.over());
    assertFailed(heard, Fault.UNAVAILABLE);
  }

  @Test
  void silenceBeforeTheHeadersTimesOut() {
    useImpatientModel();
    assertTimedOut(Script.silence(), FIRST);
  }

  @Test
  void silenceAfterTheHeadersTimesOut() {
    useImpatientModel();
    assertTimedOut(Script.headersThenSilence(), FIRST);
  }

  @Test
  void commentsAreNoFirstToken() {
    useImpatientModel();
    assertTimedOut(Script.words("never").commentsAfter(0, ms(20)), FIRST);
  }

  @Test
  void silenceBetweenWordsTimesOutAndKeepsTheText() {
    useImpatientModel();
    assertThat(assertTimedOut(Script.words("Hello", "world").stallAfter(1), IDLE).text())
        .isEqualTo("Hello ");
  }

  @Test
  void commentsBetweenWordsDoNotKeepAnAnswerAlive() {
    useImpatientModel();
    assertTimedOut(Script.words("Hello", "world").commentsAfter(1, ms(20)), IDLE);
  }

  @Test
  void aSlowDripEndsAtTheTotalTimeout() {
    useImpatientModel();
    HeardGeneration heard = assertTimedOut(Script.endless(ms(100)), TOTAL);
    assertThat(heard.text()).hasSizeGreaterThan(5 * 5);
  }

  private HeardGeneration assertTimedOut(Script script, long afterMillis) {
    long begun = System.nanoTime();
    HeardGeneration heard = hear(script);
    assertFailed(heard, Fault.TIMEOUT);
    assertThat((System.nanoTime() - begun) / 1_000_000)
        .isBetween(afterMillis - 5, afterMillis + 400);
    await(server.lastRequest().closed());
    return heard;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\r\n"})
  void linesMayEndAsTheyLike(String lineEnd) {
    HeardGeneration heard =
        hear(Script.words("Hello", "world").lineEnd(lineEnd).byteOrderMark().every(ms(2)));
    assertThat(heard.text()).isEqualTo("Hello world");
    assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
  }

  @Test
  void anAnswerIsTheSameWhereverTheNetworkCutsIt() {
    byte[] stream = Sse.chunk("né 🛒").appendBuffer(Sse.done()).getBytes();
    for (int cut = 0; cut <= stream.length; cut++) {
      HeardGeneration heard =
          hear(
              Script.raw(
                  Arrays.copyOf(stream, cut), Arrays.copyOfRange(stream, cut, stream.length)));
      assertThat(heard.text()).as("cut at %d", cut).isEqualTo("né 🛒");
      assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
    }
  }

  @Test
  void anEmojiInTwoPiecesIsNeverSplitAndALoneHalfIsReplaced() {
    String stream =
        Stream.of("a\\ud83d", "\\uded2b", "\\ud83d", "\\ud83d")
            .map(piece -> "data: {\"choices\":[{\"delta\":{\"content\":\"" + piece + "\"}}]}\n\n")
            .reduce("", String::concat);
    byte[][] events =
        Stream.of((stream + "data: [DONE]\n\n").split("(?<=\n\n)"))
            .map(event -> event.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    HeardGeneration heard = hear(Script.raw(events));
    assertThat(heard.text()).isEqualTo("a🛒b\uFFFD\uFFFD");
    assertThat(heard.deltas())
        .filteredOn(Delta.Text.class::isInstance)
        .noneMatch(delta -> Character.isHighSurrogate(lastOf((Delta.Text) delta)));
  }

  private static char lastOf(Delta.Text piece) {
    return piece.text().charAt(piece.text().length() - 1);
  }
}
