package rapport.socket;

import io.netty.buffer.ByteBuf;

/** What the messages of one socket mean. On that socket's event loop only. */
interface Subprotocol {
  /** The handshake is done. */
  void opened(ChatSocket socket);

  /** A whole text. */
  void heard(String text);

  /**
   * The payload of a binary frame, for the length of this call. Bytes in fragments are not put
   * together: who takes bytes takes whole frames, who does not closes at the first.
   */
  void heardBytes(ByteBuf bytes);

  /** Whether the other side keeps up with what it is sent. */
  void writable(boolean writable);

  /** About a second has passed; {@code now} as {@code nanoTime} has it. */
  void beat(long now);

  /**
   * The process is about to go: be elsewhere in so many milliseconds. Who still waits for something
   * here stays, and hears it again.
   */
  void leave(long afterMillis);

  /** Whether it will be elsewhere without hearing that again. */
  boolean isLeaving();

  /** The process goes now: be elsewhere, but not before so many milliseconds. */
  void dismiss(long afterMillis);

  /** The connection has ended. */
  void closed();
}
