package rapport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.Vertx;
import rapport.limit.Permit;
import rapport.session.Admission;
import rapport.session.ChatSettings;
import rapport.telemetry.Telemetry;

/**
 * Says every message back, over the chat's own door, handshake, frame codec and socket: what those
 * who test WebSocket servers expect, and shoppers do not.
 */
public final class Echo implements Subprotocol {
  private final Permit permit;
  private ChatSocket socket;

  private Echo(Permit permit) {
    this.permit = permit;
  }

  /** The chat's door with an echo behind it. */
  public static ChatDoor door(Vertx vertx, ChatSettings settings, Telemetry telemetry) {
    return new ChatDoor(
        vertx, Echo::new, settings, new Admission(settings, 512, telemetry), telemetry);
  }

  @Override
  public void opened(ChatSocket socket) {
    this.socket = socket;
  }

  @Override
  public void heard(String text) {
    say(new TextWebSocketFrame(text));
  }

  /** A shopper's socket is closed instead: {@link FrameRulesTest}. */
  @Override
  public void heardBytes(ByteBuf bytes) {
    say(new BinaryWebSocketFrame(bytes.retainedDuplicate()));
  }

  private void say(WebSocketFrame frame) {
    socket.send(frame);
    socket.flush();
  }

  @Override
  public void writable(boolean writable) {}

  @Override
  public void beat(long now) {}

  @Override
  public void leave(long afterMillis) {}

  @Override
  public boolean isLeaving() {
    return false;
  }

  @Override
  public void dismiss(long afterMillis) {}

  @Override
  public void closed() {
    permit.release();
  }
}
