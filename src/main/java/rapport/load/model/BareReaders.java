package rapport.load.model;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Clients that ask once each and read without looking: the least a model's reader can cost. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a write that fails closes its channel, which is heard
final class BareReaders implements AutoCloseable {
  private final Loops loops = new Loops("bare", 1);
  private final List<Channel> channels = new CopyOnWriteArrayList<>();

  /** Reads and forgets. */
  @Sharable
  private static final class Sink extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ((ByteBuf) message).release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
      context.close();
    }
  }

  BareReaders(URI model, int count) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops.group())
            .channel(loops.clientChannel())
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new Sink());
    byte[] request = request(model);
    for (int i = 0; i < count; i++) {
      Channel channel =
          bootstrap
              .connect(model.getHost(), model.getPort())
              .awaitUninterruptibly()
              .syncUninterruptibly()
              .channel();
      channels.add(channel);
      channel.writeAndFlush(Unpooled.wrappedBuffer(request), channel.voidPromise());
    }
  }

  private static byte[] request(URI model) {
    String body = "{\"model\":\"scripted\",\"stream\":true,\"messages\":[]}";
    return """
    POST %s/chat/completions HTTP/1.1\r
    Host: %s\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(model.getPath(), model.getHost(), body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  long cpuNanos() {
    return loops.cpuNanos();
  }

  @Override
  public void close() {
    channels.forEach(Channel::close);
    loops.close();
  }
}
