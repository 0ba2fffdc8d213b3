package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One connection, read by events and past them. */
@Timeout(20)
class PolledChannelTest {
  /** More than one read takes, and than one poll. */
  private static final int MUCH = 100_000;

  private final Hearing hearing = new Hearing();
  private EventLoopGroup loops;
  private Channel channel;
  private Socket peer;
  private Polling polling;

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(Epoll.isAvailable());
    loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      channel =
          new Bootstrap()
              .group(loops)
              .channel(EpollSocketChannel.class)
              .handler(hearing)
              .connect(server.getLocalSocketAddress())
              .sync()
              .channel();
      peer = server.accept();
    }
    polling = new Polling(channel);
  }

  @AfterEach
  void disconnect() throws Exception {
    if (loops != null) {
      peer.close();
      channel.close().sync();
      loops.shutdownGracefully();
    }
  }

  @Test
  void onceBegun_onlyPollsRead_andEndedItIsReadAsItComes() throws Exception {
    onLoop(polling::begin);
    send(MUCH);
    while (hearing.polled < MUCH) {
      onLoop(this::poll);
    }
    assertThat(hearing.unasked).isZero();
    assertThat(channel.config().isAutoRead()).isFalse();

    onLoop(polling::end);
    send(5);
    hearing.heardUnasked.join();
    assertThat(hearing.unasked).isEqualTo(5);
    assertThat(hearing.polled).isEqualTo(MUCH);
  }

  @Test
  void nothingThere_isNoEnd() throws Exception {
    onLoop(polling::begin);
    onLoop(this::poll);
    assertThat(polling.hasBegun()).isTrue();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void endOfTheConnection_isLeftToNetty() throws Exception {
    onLoop(polling::begin);
    send(5);
    peer.close();
    while (polling.hasBegun() && channel.isOpen()) {
      onLoop(this::poll);
    }
    channel.closeFuture().sync();
    assertThat(hearing.polled + hearing.unasked).isEqualTo(5);
  }

  @Test
  void closedChannel_isNotRead() throws Exception {
    onLoop(polling::begin);
    send(5);
    channel.close().sync();
    onLoop(this::poll);
    assertThat(hearing.polled).isZero();
  }

  private void poll() {
    hearing.polling = true;
    polling.poll();
    hearing.polling = false;
  }

  private void onLoop(Runnable what) throws Exception {
    channel.eventLoop().submit(what).sync();
  }

  private void send(int bytes) throws Exception {
    peer.getOutputStream().write(new byte[bytes]);
  }

  /** On the event loop; looked at when that is known to be quiet. */
  private static final class Hearing extends SimpleChannelInboundHandler<ByteBuf> {
    final CompletableFuture<Void> heardUnasked = new CompletableFuture<>();
    volatile boolean polling;
    volatile int polled;
    volatile int unasked;

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      if (polling) {
        polled += bytes.readableBytes();
      } else {
        unasked += bytes.readableBytes();
        heardUnasked.complete(null);
      }
    }
  }
}
