package rapport.load.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/**
 * The bytes of an answer as an OpenAI-compatible server sends it: server-sent events in HTTP
 * chunks, one event a chunk. All but the numbers is encoded once. Not thread-safe: one for each
 * event loop.
 */
final class ModelWire {
  private static final String MODEL = "scripted";
  private static final String HEAD_OF_CHUNK =
      "{\"id\":\"chatcmpl-rapport-load\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
          + "\"model\":\"scripted\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_load\","
          + "\"choices\":[{\"index\":0,\"delta\":";
  private static final byte[] BEFORE = ascii("data: " + HEAD_OF_CHUNK + "{\"content\":\"");
  private static final byte[] AFTER =
      ascii("\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n\r\n");
  private static final byte[] OPENING =
      ascii(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
              + "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunk(
                  HEAD_OF_CHUNK
                      + "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},"
                      + "\"logprobs\":null,\"finish_reason\":null}]}"));
  private static final byte[] FINISH =
      ascii(chunk(HEAD_OF_CHUNK + "{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}"));
  private static final byte[] END = ascii(chunk("[DONE]") + "0\r\n\r\n");
  private static final byte[] HEX = ascii("0123456789abcdef");

  /** Bytes that a piece takes at most, with all that is around it. */
  static final int LONGEST_PIECE = 5 + BEFORE.length + Stamp.LONGEST + AFTER.length;

  static final int LONGEST_OPENING = OPENING.length;
  static final int LONGEST_END = FINISH.length + END.length + 512;

  private final byte[] piece = new byte[LONGEST_PIECE];

  ModelWire() {
    System.arraycopy(BEFORE, 0, piece, 5, BEFORE.length);
    piece[3] = '\r';
    piece[4] = '\n';
  }

  /** The head of the response and the event that names the role. */
  void opening(ByteBuf to) {
    to.writeBytes(OPENING);
  }

  /** One event with one piece. Its length always has three digits. */
  void piece(ByteBuf to, ModelStream stream, int index, boolean damaged) {
    int text = 5 + BEFORE.length;
    int end =
        Stamp.write(
            piece, text, stream.id, index, stream.count, Stamp.micros(), stream.arrivedMicros);
    if (damaged) {
      piece[text + 1] = '~';
    }
    System.arraycopy(AFTER, 0, piece, end, AFTER.length);
    int length = end + AFTER.length - 2 - 5;
    piece[0] = HEX[length >> 8];
    piece[1] = HEX[(length >> 4) & 15];
    piece[2] = HEX[length & 15];
    to.writeBytes(piece, 0, end + AFTER.length);
  }

  /** What follows the last piece. */
  void end(ByteBuf to, ModelStream stream) {
    to.writeBytes(FINISH);
    if (stream.withUsage) {
      to.writeBytes(
          ascii(
              chunk(
                  "{\"id\":\"chatcmpl-rapport-load\",\"object\":\"chat.completion.chunk\","
                      + "\"created\":1700000000,\"model\":\"scripted\",\"choices\":[],\"usage\":"
                      + usage(stream.count)
                      + "}")));
    }
    to.writeBytes(END);
  }

  /** A whole answer to a request that wants no stream. */
  static byte[] whole(ModelStream stream) {
    byte[] text = new byte[stream.count * Stamp.LONGEST];
    int end = 0;
    for (int i = 0; i < stream.count; i++) {
      end =
          Stamp.write(text, end, stream.id, i, stream.count, Stamp.micros(), stream.arrivedMicros);
    }
    return response(
        "200 OK",
        "",
        "{\"id\":\"chatcmpl-rapport-load\",\"object\":\"chat.completion\",\"created\":1700000000,"
            + "\"model\":\"scripted\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\""
            + new String(text, 0, end, US_ASCII)
            + "\"},\"finish_reason\":\"stop\"}],\"usage\":"
            + usage(stream.count)
            + "}");
  }

  static byte[] models() {
    return response(
        "200 OK",
        "",
        "{\"object\":\"list\",\"data\":[{\"id\":\"" + MODEL + "\",\"object\":\"model\"}]}");
  }

  /** A refusal in OpenAI's words. */
  static byte[] refusal(int status, int retryAfter) {
    return response(
        status + (status == 429 ? " Too Many Requests" : " Refused"),
        retryAfter < 0 ? "" : "Retry-After: " + retryAfter + "\r\n",
        "{\"error\":{\"message\":\"scripted\",\"type\":\"scripted\",\"code\":\"" + status + "\"}}");
  }

  private static byte[] response(String status, String headers, String body) {
    return ascii(
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/json\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String usage(int tokens) {
    return "{\"prompt_tokens\":100,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(tokens, tokens + 100);
  }

  private static String chunk(String data) {
    String event = "data: " + data + "\n\n";
    return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
