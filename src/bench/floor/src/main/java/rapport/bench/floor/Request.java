package rapport.bench.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * The request for a streamed answer: {@code request.json}, as long as a real one with its rows, and
 * the question in its gap. Everything but the question was encoded beforehand.
 */
final class Request {
  private static final String GAP = "{question}";
  private static final byte[] TEXT = Json.key("text");

  private final String host;
  private final String path;
  private final byte[] before;
  private final byte[] behind;

  Request(URI model) {
    String body = resource("/request.json");
    int gap = body.indexOf(GAP);
    before = body.substring(0, gap).getBytes(UTF_8);
    behind = body.substring(gap + GAP.length()).getBytes(UTF_8);
    host = model.getAuthority();
    path = model.getPath() + "/chat/completions";
  }

  /**
   * The request for the question in a frame, its text as escaped as it came.
   *
   * @param frame released here
   */
  FullHttpRequest of(ByteBuf frame) {
    ByteBuf body =
        ByteBufAllocator.DEFAULT.buffer(before.length + behind.length + frame.readableBytes());
    body.writeBytes(before);
    Json.text(frame, frame.readerIndex(), frame.writerIndex(), TEXT, body);
    body.writeBytes(behind);
    frame.release();
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path, body);
    request
        .headers()
        .set(HttpHeaderNames.HOST, host)
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.TEXT_EVENT_STREAM)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return request;
  }

  private static String resource(String name) {
    try (InputStream in = Request.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
