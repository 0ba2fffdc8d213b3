package rapport.bench.floor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** One socket: says welcome, encodes questions and passes them on, and frames what comes back. */
final class Shopper extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  private static final byte[] HELLO = "\"type\":\"hello\"".getBytes(US_ASCII);
  private static final byte[] ASK = "\"type\":\"ask\"".getBytes(US_ASCII);

  private final Encoder encoder;
  private final Model model;
  private ChannelHandlerContext socket;

  /** Counts the questions; its answer runs while {@link #asking}. */
  private int turn;

  private boolean asking;

  /** Who answers; null until connected, and between answers. */
  private ModelConnection connection;

  /** The frame that the current read of the model's stream fills; null when it brought no text. */
  private ByteBuf token;

  private byte[] tokenHead;
  private int tokenStart;

  Shopper(Encoder encoder, Model model) {
    this.encoder = encoder;
    this.model = model;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    socket = context;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
    if (Json.has(frame.content(), ASK)) {
      ask(frame.content());
    } else if (Json.has(frame.content(), HELLO)) {
      send("{\"type\":\"welcome\",\"protocol\":1}");
    }
  }

  private void ask(ByteBuf frame) {
    if (asking) {
      send("{\"type\":\"error\",\"code\":\"busy\"}");
      return;
    }
    asking = true;
    turn++;
    tokenHead = ("{\"type\":\"token\",\"turn\":\"t" + turn + "\",\"text\":\"").getBytes(US_ASCII);
    send("{\"type\":\"sources\",\"turn\":\"t" + turn + "\",\"products\":[],\"faqs\":[]}");
    ByteBuf question = frame.retain();
    encoder
        .encode(Request.textOf(question))
        .whenCompleteAsync((encoded, failure) -> encoded(question, failure), socket.executor());
  }

  private void encoded(ByteBuf question, Throwable failure) {
    if (failure == null && socket.channel().isActive()) {
      model.ask(question, this);
      return;
    }
    question.release();
    failed();
  }

  /** Answers whether there is still someone to answer. */
  boolean answeredBy(ModelConnection answering) {
    connection = answering;
    return socket.channel().isActive();
  }

  /** Where to append escaped text; {@link #flush} or {@link #done} sends it. */
  ByteBuf token() {
    if (token == null) {
      token = socket.alloc().buffer(256).writeBytes(tokenHead);
      tokenStart = token.writerIndex();
    }
    return token;
  }

  /** Sends the text of one read, if there was any. */
  void flush() {
    if (endToken()) {
      socket.flush();
    }
  }

  void done() {
    endToken();
    asking = false;
    connection = null;
    send("{\"type\":\"done\",\"turn\":\"t" + turn + "\",\"finish\":\"stop\"}");
  }

  void failed() {
    endToken();
    asking = false;
    connection = null;
    send("{\"type\":\"error\",\"code\":\"upstream_failed\",\"turn\":\"t" + turn + "\"}");
  }

  private boolean endToken() {
    ByteBuf ended = token;
    token = null;
    if (ended == null) {
      return false;
    }
    if (ended.writerIndex() == tokenStart) {
      ended.release();
      return false;
    }
    socket.write(new TextWebSocketFrame(ended.writeShort('"' << 8 | '}')), socket.voidPromise());
    return true;
  }

  private void send(String frame) {
    socket.writeAndFlush(
        new TextWebSocketFrame(ByteBufUtil.writeAscii(socket.alloc(), frame)),
        socket.voidPromise());
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (connection != null) {
      connection.reading(context.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (token != null) {
      token.release();
      token = null;
    }
    if (connection != null) {
      connection.abandon();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
