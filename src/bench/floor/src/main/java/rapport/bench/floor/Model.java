package rapport.bench.floor;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The model as one event loop sees it: its own connections, kept open and used again, the latest
 * first. There is no limit to them but the process's open files.
 */
final class Model {
  private final Bootstrap bootstrap;
  private final Request request;
  private final Deque<ModelConnection> idle = new ArrayDeque<>();

  Model(EventLoop loop, URI url) {
    request = new Request(url);
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .remoteAddress(url.getHost(), url.getPort())
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel socket) {
                    socket
                        .pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new ModelConnection(Model.this, socket));
                  }
                });
  }

  /**
   * Asks on an idle connection or a new one.
   *
   * @param question the frame with the question, released here
   */
  void ask(ByteBuf question, Shopper shopper) {
    ModelConnection connection = idle.pollFirst();
    if (connection != null) {
      connection.ask(request.of(question), shopper);
      return;
    }
    ChannelFuture connecting = bootstrap.connect();
    connecting.addListener(connected -> {
      if (connected.isSuccess()) {
        of(connecting.channel()).ask(request.of(question), shopper);
      } else {
        question.release();
        shopper.failed();
      }
    });
  }

  /** Takes back a connection whose answer has ended. */
  void keep(ModelConnection connection) {
    idle.addFirst(connection);
  }

  void forget(ModelConnection connection) {
    idle.remove(connection);
  }

  private static ModelConnection of(Channel channel) {
    return channel.pipeline().get(ModelConnection.class);
  }
}
