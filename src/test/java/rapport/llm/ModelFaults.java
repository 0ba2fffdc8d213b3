package rapport.llm;

import static rapport.testing.Waiting.ms;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapport.chat.Finish;
import rapport.fault.Fault;
import rapport.testing.Script;
import rapport.testing.Script.Step;
import rapport.testing.Sse;
import rapport.testing.Words;

/**
 * The 24 things that go wrong with model servers, by the number they have in the matrix, and how
 * each has to end.
 */
final class ModelFaults {
  static final String GOOD = "All is well.";
  static final String ROWS = "The rows have words of their own.";

  private static final String UNREACHED = "the model cannot be reached";
  private static final String LATE = "the model took too long";
  private static final String BUSY = "the model is busy";
  private static final String SILENT = "the model did not answer";
  private static final String EARLY = "the model's answer ended early";
  private static final String BROKEN = "the model's answer broke off";
  private static final String SPOKEN = "word0 word1 word2 ";

  /** How long an answer may take in a case about something else. */
  private static final Duration PATIENT = ms(9_000);

  /** What is heard in the end. */
  sealed interface Ending {
    /** The model's own words, and it was content. */
    record Whole(String text, Finish finish) implements Ending {}

    /** Some of the model's words, and then no more. */
    record Interrupted(String text, Fault fault) implements Ending {}

    /** The rows' own words, and why: one of these, separated by bars. */
    record Rows(String reason) implements Ending {}
  }

  /** Where the model is asked. */
  enum Place {
    SERVER,
    NOBODY_LISTENS,
    NO_SUCH_HOST,
    NO_TLS,
    /** Nobody listens at the first server; the second is the scripted one. */
    FALLBACK
  }

  /**
   * One case.
   *
   * @param number in the matrix
   * @param plot the scripts of the requests to come, given when words have been heard; the last one
   *     is for all further requests
   * @param requests how many the server sees
   */
  record Case(
      int number,
      String name,
      Place place,
      Function<Future<Void>, List<Script>> plot,
      Ending ending,
      int requests,
      Duration first,
      Duration idle,
      Duration total) {
    Case waiting(Duration first, Duration idle, Duration total) {
      return new Case(number, name, place, plot, ending, requests, first, idle, total);
    }

    @Override
    public String toString() {
      return "%02d %s".formatted(number, name);
    }
  }

  private static final List<Case> ALL = new ArrayList<>();

  private ModelFaults() {}

  static List<Case> all() {
    if (ALL.isEmpty()) {
      unreachable();
      silent();
      cut();
      complaining();
      wrong();
      odd();
      endless();
    }
    return ALL;
  }

  private static void unreachable() {
    at(1, "connection refused", Place.NOBODY_LISTENS, rows(UNREACHED), 0);
    at(1, "a name that nobody has", Place.NO_SUCH_HOST, rows(UNREACHED), 0);
    at(1, "no TLS where TLS is spoken", Place.NO_TLS, rows(UNREACHED), 0);
    at(1, "connection refused, and a fallback", Place.FALLBACK, whole(GOOD), 1);
  }

  private static void silent() {
    always(2, "accepted, then silence", Script.silence(), rows(LATE), 2);
    always(3, "headers, then silence", Script.headersThenSilence(), rows(LATE), 2);
    always(3, "headers, then comments", Script.words("x").commentsAfter(0, ms(20)), rows(LATE), 2);
    lastWait(3, ms(500), PATIENT, PATIENT);
    once(2, "silence, once", Script.silence(), whole(GOOD), 2);
    once(3, "headers, then silence, once", Script.headersThenSilence(), whole(GOOD), 2);
    lastWait(2, ms(1_000), PATIENT, PATIENT);
    always(4, "a stall", Script.tokens(9).perWrite(3).stallAfter(3), cut(Fault.TIMEOUT), 1);
    always(
        4,
        "a stall with comments",
        Script.tokens(9).perWrite(3).commentsAfter(3, ms(20)),
        cut(Fault.TIMEOUT),
        1);
    lastWait(2, PATIENT, ms(300), PATIENT);
  }

  private static void cut() {
    add(
        5,
        "a reset after words",
        Place.SERVER,
        heard ->
            List.of(
                Script.tokens(9)
                    .perWrite(3)
                    .after(3, Stream.of(new Step.Await(heard), new Step.Reset()))),
        cut(Fault.UPSTREAM_FAILED),
        1);
    Script reset = Script.steps(List.of(new Step.Reset()));
    once(5, "a reset before words, once", reset, whole(GOOD), 2);
    always(5, "a reset before words", reset, rows(SILENT + "|" + EARLY), 3);
    Script end = Script.tokens(9).perWrite(3).endAfter(3);
    always(6, "an end without a terminal event", end, cut(Fault.UPSTREAM_FAILED), 1);
    always(
        6,
        "a response cut short",
        Script.tokens(9).perWrite(3).closeAfter(3),
        cut(Fault.UPSTREAM_FAILED),
        1);
    always(6, "an end without words", Script.raw(""), rows(EARLY), 3);
    once(6, "an end without words, once", Script.raw(""), whole(GOOD), 2);
    always(
        7,
        "a terminal event, no last chunk",
        Script.pieces(GOOD).stallAfter(1, Sse.finish("stop"), Sse.done()),
        whole(GOOD),
        1);
    always(
        7,
        "a finish reason, then a cut",
        Script.pieces(GOOD).closeAfter(1, Sse.finish("stop")),
        whole(GOOD),
        1);
  }

  private static void complaining() {
    Buffer error = Sse.data(Sse.error("something broke").encode());
    Buffer busy = Sse.data("{\"error\":{\"code\":\"server_is_overloaded\",\"message\":\"later\"}}");
    Buffer anthropic =
        Buffer.buffer(
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":"
                + "\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n");
    always(
        8,
        "an error after words",
        Script.tokens(9).perWrite(3).stallAfter(3, error),
        cut(Fault.UPSTREAM_FAILED),
        1);
    always(
        8,
        "busy after words",
        Script.tokens(9).perWrite(3).endAfter(3, anthropic),
        cut(Fault.OVERLOADED),
        1);
    once(8, "busy before words, once", bytes(busy), whole(GOOD), 2);
    always(8, "busy before words", bytes(anthropic), rows(BUSY), 3);
    Script slow = Script.error(429, "Rate limit reached, see the billing page");
    once(9, "429, once", slow, whole(GOOD), 2);
    always(9, "429", slow, rows(BUSY), 3);
    once(9, "429, Retry-After 1", limited("Retry-After", "1"), whole(GOOD), 2);
    once(9, "429, retry-after-ms 200", limited("retry-after-ms", "200"), whole(GOOD), 2);
    once(9, "429, Retry-After huge", limited("Retry-After", "99999"), rows(BUSY), 1);
    String date = "Tue, 06 Nov 2096 08:49:37 GMT";
    once(9, "429, Retry-After a date", limited("Retry-After", date), rows(BUSY), 1);
    once(9, "429, Retry-After garbage", limited("Retry-After", "soon"), whole(GOOD), 2);
    String unpaid =
        "{\"error\":{\"message\":\"You exceeded your current quota\","
            + "\"code\":\"insufficient_quota\"}}";
    once(10, "429 for money", Script.status(429, "application/json", unpaid), rows(SILENT), 1);
    for (int status : new int[] {500, 502, 503, 529}) {
      once(11, status + ", once", Script.error(status, "oops"), whole(GOOD), 2);
      always(11, String.valueOf(status), Script.error(status, "oops"), rows(SILENT), 3);
    }
  }

  private static void wrong() {
    Script tooLong =
        Script.error(400, "This model's maximum context length is 2048 tokens, you sent 4000");
    once(12, "a context too long, once", tooLong, whole(GOOD), 2);
    always(12, "a context too long", tooLong, rows(SILENT), 2);
    once(12, "a bad request", Script.error(400, "no such parameter"), rows(SILENT), 1);
    once(13, "401", Script.error(401, "bad key sk-secret"), rows(SILENT), 1);
    once(13, "403", Script.error(403, "not yours"), rows(SILENT), 1);
    once(14, "a web page", Script.html(), rows(SILENT), 1);
    always(14, "a web page as a stream", Script.raw("<p>It works!\n\n"), rows(EARLY), 3);
  }

  private static void odd() {
    String halves =
        Stream.of("a\\ud83d", "\\uded2b", "\\ud83d", "c")
            .map(ModelFaults::chunk)
            .reduce("", String::concat);
    always(15, "half characters", byteByByte(halves + "data: [DONE]\n\n"), whole("a🛒b\uFFFDc"), 1);
    always(
        15, "bytes one by one", byteByByte(chunk("né 🛒") + "data: [DONE]\n\n"), whole("né 🛒"), 1);
    byte[] broken = (chunk("x?y") + "data: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);
    broken[new String(broken, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xF0;
    always(15, "bytes that are no character", Script.raw(broken), whole("x\uFFFDy"), 1);
    for (String lineEnd : new String[] {"\r", "\n", "\r\n"}) {
      String name = "lines that end in " + lineEnd.replace("\r", "CR").replace("\n", "LF");
      String stream = (chunk("All ") + chunk("is well.") + "data: [DONE]\n\n");
      always(16, name, byteByByte(stream.replace("\n", lineEnd)), whole(GOOD), 1);
    }
    String mixed = chunk("All ").replace("\n", "\r\n") + chunk("is well.").replace("\n", "\r");
    always(
        16,
        "lines that end in all of them",
        byteByByte(mixed + "data: [DONE]\n\n"),
        whole(GOOD),
        1);
    String format =
        "\uFEFFretry: 5\nid: a\0b\n: comment\ndata\n\ndata:"
            + chunk(GOOD).strip().substring(6).replace(",\"finish", ",\ndata: \"finish")
            + "\n\nevent: ping\ndata: {}\n\ndata:[DONE]\n\n";
    always(17, "all that events may hold", Script.raw(format), whole(GOOD), 1);
    always(18, "a line without end", Script.endlessLine(), rows(BROKEN), 1);
    always(20, "a broken event", Script.raw("data: {\"choices\":[\n\n"), rows(BROKEN), 1);
    always(
        20,
        "a broken event after words",
        Script.tokens(9).perWrite(3).stallAfter(3, Sse.data("{\"choices\":[{")),
        cut(Fault.UPSTREAM_FAILED),
        1);
    always(
        20,
        "events that nobody knows",
        bytes(
            Sse.comment(),
            Sse.role(),
            Sse.data("{\"choices\":[]}"),
            Sse.data("{\"choices\":null,\"obfuscation\":\"x\"}"),
            Sse.data("{\"choices\":[{\"delta\":null}]}"),
            Sse.data("{\"choices\":[{\"delta\":{\"content\":null,\"tool_calls\":[{}]}}]}"),
            Sse.data("{\"choices\":[{\"delta\":{\"content\":[1]}}]}"),
            Buffer.buffer("event: ping\ndata: {\"type\":\"ping\"}\n\n"),
            Sse.chunk(GOOD),
            Sse.done()),
        whole(GOOD),
        1);
    always(
        20,
        "a tool call unasked",
        bytes(
            Sse.data("{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0}]}}]}"),
            Sse.finish("tool_calls"),
            Sse.done()),
        rows("the model said nothing"),
        1);
    always(
        21,
        "other choices, and the same again",
        bytes(
            Sse.chunk("All "),
            Sse.data("{\"choices\":[{\"delta\":{\"content\":\"ghost\"},\"index\":1}]}"),
            Sse.chunk("All "),
            Sse.done()),
        whole("All All "),
        1);
    always(
        22,
        "words after the end",
        Script.pieces(GOOD)
            .endAfter(1, Sse.done(), Sse.done(), Sse.chunk("ghost"), Sse.data("{broken")),
        whole(GOOD),
        1);
  }

  private static void endless() {
    always(
        19,
        "an answer without end",
        Script.endless(Duration.ZERO),
        new Ending.Whole("", Finish.LENGTH),
        1);
    always(23, "a slow drip", Script.endless(ms(50)), new Ending.Interrupted("", Fault.TIMEOUT), 1);
    lastWait(1, PATIENT, PATIENT, ms(1_200));
    Words burst = Script.tokens(50_000).perWrite(500);
    always(24, "a burst of 50,000 tokens", burst, whole(burst.text()), 1);
  }

  /** Sets how long is waited in the last {@code cases}. */
  private static void lastWait(int cases, Duration first, Duration idle, Duration total) {
    for (int i = ALL.size() - cases; i < ALL.size(); i++) {
      ALL.set(i, ALL.get(i).waiting(first, idle, total));
    }
  }

  private static void at(int number, String name, Place place, Ending ending, int requests) {
    add(number, name, place, heard -> List.of(Script.pieces(GOOD)), ending, requests);
  }

  private static void always(int number, String name, Script script, Ending ending, int requests) {
    add(number, name, Place.SERVER, heard -> List.of(script), ending, requests);
  }

  private static void once(int number, String name, Script script, Ending ending, int requests) {
    add(
        number,
        name,
        Place.SERVER,
        heard -> List.of(script, Script.pieces(GOOD)),
        ending,
        requests);
  }

  private static void add(
      int number,
      String name,
      Place place,
      Function<Future<Void>, List<Script>> plot,
      Ending ending,
      int requests) {
    ALL.add(new Case(number, name, place, plot, ending, requests, PATIENT, PATIENT, PATIENT));
  }

  private static Ending whole(String text) {
    return new Ending.Whole(text, Finish.STOP);
  }

  private static Ending cut(Fault fault) {
    return new Ending.Interrupted(SPOKEN, fault);
  }

  private static Ending rows(String reason) {
    return new Ending.Rows(reason);
  }

  private static Script limited(String header, String value) {
    return Script.error(429, "slow down").header(header, value);
  }

  private static String chunk(String content) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}\n\n"
        .formatted(content);
  }

  private static Script bytes(Buffer... events) {
    return Script.raw(Stream.of(events).map(Buffer::getBytes).toArray(byte[][]::new));
  }

  private static Script byteByByte(String stream) {
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    return Script.raw(
        IntStream.range(0, bytes.length)
            .mapToObj(i -> new byte[] {bytes[i]})
            .toArray(byte[][]::new));
  }
}
