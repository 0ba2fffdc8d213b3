package rapport.bench.floor;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts the relay from {@code CONTENDER_PORT}, {@code CONTENDER_MODEL_URL} and {@code
 * CONTENDER_ENCODER}; where {@code CONTENDER_VARIANT} is {@code kept}, with a record in {@code
 * CONTENDER_DB_URL}.
 */
public final class Floor {
  private static final int LONGEST_FRAME = 64 * 1024;
  private static final WebSocketServerProtocolConfig WEB_SOCKET =
      WebSocketServerProtocolConfig.newBuilder()
          .websocketPath("/v1/chat")
          .subprotocols("rapport.v1")
          .maxFramePayloadLength(LONGEST_FRAME)
          .build();

  private Floor() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(System.getenv("CONTENDER_PORT"));
    URI model = URI.create(System.getenv("CONTENDER_MODEL_URL"));
    Encoder encoder = new Encoder(Path.of(System.getenv("CONTENDER_ENCODER")));
    int cores = Runtime.getRuntime().availableProcessors();
    Journal journal = keepsRecord() ? journal(cores) : null;
    EventLoopGroup loops =
        journal == null
            ? new MultiThreadIoEventLoopGroup(cores, EpollIoHandler.newFactory())
            : journal.loops();
    Map<EventLoop, Model> models = new ConcurrentHashMap<>();
    new ServerBootstrap()
        .group(loops)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel socket) {
                socket
                    .pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(LONGEST_FRAME))
                    .addLast(new WebSocketServerProtocolHandler(WEB_SOCKET))
                    .addLast(new WebSocketFrameAggregator(LONGEST_FRAME))
                    .addLast(
                        new Shopper(
                            encoder,
                            models.computeIfAbsent(
                                socket.eventLoop(), loop -> new Model(loop, model)),
                            journal == null ? null : journal.begin(socket.eventLoop())));
              }
            })
        .bind("127.0.0.1", port)
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  private static boolean keepsRecord() {
    return "kept".equals(System.getenv("CONTENDER_VARIANT"));
  }

  private static Journal journal(int loops) {
    int connections = Integer.parseInt(System.getenv().getOrDefault("CONTENDER_DB_POOL", "8"));
    return new Journal(loops, System.getenv("CONTENDER_DB_URL"), connections);
  }
}
