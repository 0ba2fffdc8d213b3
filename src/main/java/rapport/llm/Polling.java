package rapport.llm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/*
 * Netty reads a connection when the kernel says that there is something, and asks the kernel to say so no more, or
 * again, by a system call each time. With connections that let words gather between two readings, those two calls were
 * almost half of all. So they are read here, past Netty's own reading, and the kernel is asked for silence once.
 */

/**
 * Reads a connection when it is told to, instead of whenever something comes. Confined to the
 * connection's event loop.
 */
final class Polling {
  private static final int ROOM = 4096;

  /** Of one poll: what is left comes with the next, so that nobody keeps the event loop. */
  private static final int MOST_READS = 16;

  private final Channel channel;
  private boolean begun;

  Polling(Channel channel) {
    this.channel = channel;
  }

  boolean hasBegun() {
    return begun;
  }

  /** From now on nothing is read but by {@link #poll}. */
  void begin() {
    if (!begun) {
      begun = true;
      channel.config().setAutoRead(false);
    }
  }

  /** From now on everything is read as it comes. */
  void end() {
    if (begun) {
      begun = false;
      channel.config().setAutoRead(true);
    }
  }

  /** Reads what has come; where that cannot be had at once, as soon as it can. */
  void poll() {
    if (channel instanceof UnixChannel unix) {
      read(unix.fd());
    } else {
      channel.read();
    }
  }

  private void read(FileDescriptor file) {
    boolean some = false;
    int bytes = ROOM;
    // Who hears it may close the connection, and its number may be another's then.
    for (int i = 0; bytes == ROOM && i < MOST_READS && begun && channel.isOpen(); i++) {
      ByteBuf buffer = channel.alloc().directBuffer(ROOM);
      bytes = fill(buffer, file);
      if (bytes > 0) {
        some = true;
        channel.pipeline().fireChannelRead(buffer);
      } else {
        buffer.release();
      }
    }
    if (some) {
      channel.pipeline().fireChannelReadComplete();
    }
    if (bytes < 0) {
      end(); // what ended it is for Netty to find
    }
  }

  private static int fill(ByteBuf buffer, FileDescriptor file) {
    try {
      ByteBuffer room = buffer.internalNioBuffer(0, ROOM);
      int bytes = file.read(room, room.position(), room.limit());
      buffer.writerIndex(Math.max(0, bytes));
      return bytes;
    } catch (IOException broken) {
      return -1;
    }
  }
}
