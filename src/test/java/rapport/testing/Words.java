package rapport.testing;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import rapport.testing.Script.Step;

/**
 * An answer in words, at a pace, and what goes wrong with it. Ends, unless told otherwise, with
 * {@code finish_reason}, usage, {@code [DONE]} and the end of the response.
 */
public final class Words extends Script {
  private final List<String> pieces;
  private Duration firstAfter = Duration.ZERO;
  private Duration every = Duration.ZERO;
  private int perWrite = 1;
  private int count;
  private List<Step> afterwards;
  private String lineEnd = "\n";
  private boolean byteOrderMark;

  Words(List<String> pieces) {
    super(200, STREAM, List.of());
    this.pieces = List.copyOf(pieces);
    this.count = pieces.size();
    this.afterwards = properEnd("stop");
  }

  /** The time from the headers to the first word. */
  public Words firstAfter(Duration delay) {
    firstAfter = delay;
    return this;
  }

  /** The time between writes. */
  public Words every(Duration pace) {
    every = pace;
    return this;
  }

  public Words perWrite(int words) {
    perWrite = words;
    return this;
  }

  /** CR, LF or both. */
  public Words lineEnd(String characters) {
    lineEnd = characters;
    return this;
  }

  public Words byteOrderMark() {
    byteOrderMark = true;
    return this;
  }

  public Words finish(String reason) {
    afterwards = properEnd(reason);
    return this;
  }

  /** Ends after {@code k} words with these bytes instead of the usual ones. */
  public Words endAfter(int k, Buffer... last) {
    return after(k, Stream.concat(Stream.of(last).map(Words::write), Stream.of(new Step.End())));
  }

  /** Ends after {@code k} words with these bytes and a FIN, the response unfinished. */
  public Words closeAfter(int k, Buffer... last) {
    return after(k, Stream.concat(Stream.of(last).map(Words::write), Stream.of(new Step.Close())));
  }

  public Words resetAfter(int k) {
    // The wait lets the words reach the client: an RST overtakes what is unread.
    return after(k, Stream.of(new Step.Wait(Duration.ofMillis(30)), new Step.Reset()));
  }

  /** Says nothing more after {@code k} words and these bytes, and keeps the connection. */
  public Words stallAfter(int k, Buffer... last) {
    return after(k, Stream.concat(Stream.of(last).map(Words::write), Stream.of(new Step.Hang())));
  }

  /** Sends nothing but comments after {@code k} words. */
  public Words commentsAfter(int k, Duration pace) {
    List<Step> one = List.of(write(Sse.comment()), new Step.Wait(pace));
    return after(k, Stream.generate(() -> one).limit(10_000).flatMap(List::stream));
  }

  /** Takes these steps after {@code k} words. */
  public Words after(int k, Stream<Step> steps) {
    count = Math.min(k, pieces.size());
    afterwards = steps.toList();
    return this;
  }

  /** The whole answer. */
  public String text() {
    return String.join("", pieces);
  }

  @Override
  public Iterator<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Wait(firstAfter));
    for (int from = 0; from < count; from += perWrite) {
      if (from > 0) {
        steps.add(new Step.Wait(every));
      }
      steps.add(writeOf(from, Math.min(count, from + perWrite)));
    }
    steps.addAll(afterwards);
    return steps.iterator();
  }

  private Step writeOf(int from, int to) {
    Buffer bytes = Buffer.buffer(byteOrderMark && from == 0 ? "\uFEFF" : "");
    pieces.subList(from, to).forEach(piece -> bytes.appendBuffer(Sse.chunk(piece)));
    String text = bytes.toString(StandardCharsets.UTF_8).replace("\n", lineEnd);
    return new Step.Write(Buffer.buffer(text), to - from);
  }

  private List<Step> properEnd(String reason) {
    Buffer last =
        Sse.finish(reason).appendBuffer(Sse.usage(7, pieces.size())).appendBuffer(Sse.done());
    return List.of(write(last), new Step.End());
  }

  private static Step write(Buffer bytes) {
    return new Step.Write(bytes, 0);
  }
}
