package rapport.testing;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the {@link ScriptedModelServer} does with one request: a status, headers, and steps. Made by
 * one of the static methods and refined fluently before it is played, as often as one likes.
 */
public class Script {
  /** One thing the server does. */
  public sealed interface Step {
    /** Writes bytes, which hold so many tokens. */
    record Write(Buffer bytes, int tokens) implements Step {}

    record Wait(Duration time) implements Step {}

    /** Waits for something to happen elsewhere. */
    record Await(Future<?> event) implements Step {}

    /** Ends the response as HTTP wants it. */
    record End() implements Step {}

    /** Closes the connection with a FIN, the response unfinished. */
    record Close() implements Step {}

    /** Closes the connection with an RST. */
    record Reset() implements Step {}

    /** Does nothing more; the connection stays open. */
    record Hang() implements Step {}
  }

  static final String STREAM = "text/event-stream; charset=utf-8";

  private final int status;
  private final Iterable<Step> steps;
  private final MultiMap headers = HttpHeaders.headers();
  private Duration headersAfter = Duration.ZERO;

  Script(int status, String contentType, Iterable<Step> steps) {
    this.status = status;
    this.steps = steps;
    headers.set("Content-Type", contentType);
  }

  /** An answer of these words, a space after each but the last. See {@link Words}. */
  public static Words words(String... words) {
    List<String> pieces = new ArrayList<>(List.of(words));
    for (int i = 0; i < pieces.size() - 1; i++) {
      pieces.set(i, pieces.get(i) + " ");
    }
    return new Words(pieces);
  }

  /** An answer of exactly these pieces. */
  public static Words pieces(String... pieces) {
    return new Words(List.of(pieces));
  }

  /** An answer of {@code count} tokens of about five letters. */
  public static Words tokens(int count) {
    return new Words(IntStream.range(0, count).mapToObj(i -> "word" + i % 10 + " ").toList());
  }

  /** An answer that never ends. */
  public static Script endless(Duration every) {
    Buffer token = Sse.chunk("word ");
    return stream(() ->
        Stream.<Step>generate(() -> new Step.Write(token, 1))
            .flatMap(write -> Stream.of(write, new Step.Wait(every)))
            .iterator());
  }

  /** One line that never ends. */
  public static Script endlessLine() {
    Buffer piece = Buffer.buffer("x".repeat(16 * 1024));
    return stream(() -> Stream.<Step>generate(() -> new Step.Write(piece, 0)).iterator());
  }

  /** Takes the request and says nothing. */
  public static Script silence() {
    return headersThenSilence().headersAfter(Duration.ofDays(1));
  }

  /** Sends its headers and says nothing. */
  public static Script headersThenSilence() {
    return steps(List.of(new Step.Hang()));
  }

  /** A stream of exactly these bytes, each array written by itself, ended properly. */
  public static Script raw(byte[]... writes) {
    List<Step> steps = new ArrayList<>();
    for (byte[] write : writes) {
      steps.add(new Step.Write(Buffer.buffer(write), 0));
    }
    steps.add(new Step.End());
    return steps(steps);
  }

  /** A stream of exactly this text, ended properly. */
  public static Script raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A stream of these steps. */
  public static Script steps(List<Step> steps) {
    return stream(List.copyOf(steps));
  }

  /** An answer that is no stream. */
  public static Script status(int status, String contentType, String body) {
    return new Script(
        status, contentType, List.of(new Step.Write(Buffer.buffer(body), 0), new Step.End()));
  }

  /** An error as OpenAI words it. */
  public static Script error(int status, String message) {
    return status(status, "application/json", Sse.error(message).encode());
  }

  /** A web page with status 200. */
  public static Script html() {
    return status(200, "text/html", "<!doctype html><title>Welcome</title><p>It works!");
  }

  /** A script whose steps may be without end. */
  static Script stream(Iterable<Step> steps) {
    return new Script(200, STREAM, steps);
  }

  public Script header(String name, String value) {
    headers.set(name, value);
    return this;
  }

  public Script headersAfter(Duration delay) {
    headersAfter = delay;
    return this;
  }

  public int status() {
    return status;
  }

  public MultiMap headers() {
    return headers;
  }

  public Duration headersAfter() {
    return headersAfter;
  }

  public Iterator<Step> steps() {
    return steps.iterator();
  }
}
