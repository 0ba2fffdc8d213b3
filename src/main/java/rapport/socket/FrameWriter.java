package rapport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import rapport.chat.JsonText;
import rapport.chat.Question;
import rapport.chat.RecordJson;

/** Frames to UTF-8 JSON. Tokens, which are nearly all there is, are written without a tree. */
final class FrameWriter {
  private FrameWriter() {}

  static ByteBuf write(ServerFrame frame, ByteBufAllocator allocator) {
    CharSequence text =
        frame instanceof ServerFrame.Token token ? token(token) : json(frame).encode();
    return ByteBufUtil.writeUtf8(allocator, text);
  }

  private static JsonObject json(ServerFrame frame) {
    return switch (frame) {
      case ServerFrame.Welcome f -> welcome(f);
      case ServerFrame.Ack f ->
          typed("ack")
              .put("id", f.id())
              .put("turn", f.turn().value())
              .put("seq", f.seq())
              .put("duplicate", f.duplicate());
      case ServerFrame.Recorded f -> RecordJson.frame(f.entry());
      case ServerFrame.Token f -> new JsonObject(token(f).toString());
      case ServerFrame.Failed f -> error(f);
      case ServerFrame.Reconnect f -> typed("reconnect").put("after_ms", f.afterMillis());
      case ServerFrame.Pong f -> f.n() == null ? typed("pong") : typed("pong").put("n", f.n());
    };
  }

  private static JsonObject welcome(ServerFrame.Welcome f) {
    return typed("welcome")
        .put("protocol", 1)
        .put("conversation", f.conversation())
        .put("secret", f.secret())
        .put("seq", f.seq())
        .put("recovered", f.recovered())
        .put("heartbeat_ms", f.heartbeatMillis())
        .put(
            "limits",
            new JsonObject()
                .put("frame", WebSocketUpgrade.LARGEST_FRAME)
                .put("text", Question.LONGEST_TEXT))
        .put("suggestions", new JsonArray(f.suggestions()));
  }

  private static JsonObject error(ServerFrame.Failed f) {
    JsonObject json =
        typed("error")
            .put("code", f.failure().fault().code())
            .put("message", f.failure().getMessage());
    if (f.id() != null) {
      json.put("id", f.id());
    }
    if (f.turn() != null) {
      json.put("turn", f.turn().value());
    }
    f.failure().retryAfter().ifPresent(after -> json.put("retry_after_ms", after.toMillis()));
    return json;
  }

  private static JsonObject typed(String type) {
    return new JsonObject().put("type", type);
  }

  private static StringBuilder token(ServerFrame.Token f) {
    StringBuilder json =
        new StringBuilder(f.text().length() + 80)
            .append("{\"type\":\"token\",\"turn\":\"")
            .append(f.turn().value())
            .append("\",\"from\":")
            .append(f.from())
            .append(",\"text\":\"");
    JsonText.escape(f.text(), json);
    return json.append("\"}");
  }
}
