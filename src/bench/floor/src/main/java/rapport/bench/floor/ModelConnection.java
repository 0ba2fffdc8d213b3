package rapport.bench.floor;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** One connection to the model, one answer at a time. */
final class ModelConnection extends ChannelInboundHandlerAdapter {
  private final Model model;
  private final Channel channel;
  private final SseText text = new SseText();

  /** Whose answer runs; null while idle. */
  private Shopper shopper;

  private boolean answers;
  private boolean keeps;

  ModelConnection(Model model, Channel channel) {
    this.model = model;
    this.channel = channel;
  }

  void ask(FullHttpRequest request, Shopper asking) {
    shopper = asking;
    text.clear();
    if (asking.answeredBy(this)) {
      channel.writeAndFlush(request, channel.voidPromise());
    } else {
      request.release();
      shopper = null;
      model.keep(this);
    }
  }

  /** The reader has left: only closing ends an answer that runs. */
  void abandon() {
    shopper = null;
    channel.close();
  }

  /** While the reader's buffers are full nothing is read from the model. */
  void reading(boolean wanted) {
    channel.config().setAutoRead(wanted);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (shopper == null) {
        return;
      }
      if (message instanceof HttpResponse response) {
        answers = response.status().equals(HttpResponseStatus.OK);
        keeps = HttpUtil.isKeepAlive(response);
      }
      if (message instanceof HttpContent content && answers) {
        text.read(content.content(), shopper.token());
      }
      if (message instanceof LastHttpContent) {
        ended();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void ended() {
    Shopper served = shopper;
    shopper = null;
    channel.config().setAutoRead(true);
    if (keeps) {
      model.keep(this);
    } else {
      channel.close();
    }
    if (answers) {
      served.done();
    } else {
      served.failed();
    }
  }

  /** All that one read brought leaves in one write. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (shopper != null) {
      shopper.flush();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    model.forget(this);
    if (shopper != null) {
      Shopper served = shopper;
      shopper = null;
      served.failed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
