package rapport.socket;

import io.netty.buffer.ByteBuf;
import rapport.fault.GatewayException;
import rapport.limit.Permit;
import rapport.telemetry.Telemetry;

/** A client that is not let in: it is told why, and when to come again, and sent away. */
final class TurnedAway implements Subprotocol {
  private final GatewayException failure;
  private final CloseCode code;
  private final Telemetry telemetry;
  private final Permit permit;

  TurnedAway(GatewayException failure, CloseCode code, Telemetry telemetry, Permit permit) {
    this.failure = failure;
    this.code = code;
    this.telemetry = telemetry;
    this.permit = permit;
  }

  @Override
  public void opened(ChatSocket socket) {
    telemetry.count("errors", "code", failure.fault().code());
    socket.write(new ServerFrame.Failed(failure, null, null));
    socket.close(code);
  }

  @Override
  public void heard(String text) {}

  @Override
  public void heardBytes(ByteBuf bytes) {}

  @Override
  public void writable(boolean writable) {}

  @Override
  public void beat(long now) {}

  @Override
  public boolean isLeaving() {
    return true;
  }

  @Override
  public void leave(long afterMillis) {}

  @Override
  public void dismiss(long afterMillis) {}

  @Override
  public void closed() {
    permit.release();
  }
}
