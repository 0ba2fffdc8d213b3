package rapport.bench.floor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.CompletableFuture;

/**
 * One socket: says welcome, encodes questions and passes them on, and frames what comes back. The
 * floor that keeps a record has it stored before it is told.
 */
final class Shopper extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  private static final byte[] HELLO = "\"type\":\"hello\"".getBytes(US_ASCII);
  private static final byte[] ASK = "\"type\":\"ask\"".getBytes(US_ASCII);
  private static final byte[] ID = Json.key("id");
  private static final byte[] TEXT = Json.key("text");

  private final Encoder encoder;
  private final Model model;

  /** Null when no record is kept. */
  private final Journal.Conversation record;

  /** What was told of the answer, where a record is kept. */
  private final StringBuilder answer = new StringBuilder();

  private String storedTurn;
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

  Shopper(Encoder encoder, Model model, Journal.Conversation record) {
    this.encoder = encoder;
    this.model = model;
    this.record = record;
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
    String text = Json.text(frame, TEXT);
    CompletableFuture<?> ready = encoder.encode(text);
    if (record == null) {
      sendSources();
    } else {
      String id = Json.text(frame, ID);
      answer.setLength(0);
      ready = ready.thenCombine(record.accept(id, text).thenAccept(this::acknowledge), (e, a) -> a);
    }
    ByteBuf question = frame.retain();
    ready.whenCompleteAsync((done, failure) -> encoded(question, failure), socket.executor());
  }

  private void sourced(Void stored, Throwable failure) {
    if (failure == null) {
      sendSources();
    } else {
      failed();
    }
  }

  private void acknowledge(String turn) {
    storedTurn = turn;
    send("{\"type\":\"ack\",\"turn\":\"t" + this.turn + "\"}");
  }

  private void sendSources() {
    send("{\"type\":\"sources\",\"turn\":\"t" + turn + "\",\"products\":[],\"faqs\":[]}");
  }

  private void encoded(ByteBuf question, Throwable failure) {
    if (failure == null && socket.channel().isActive()) {
      model.ask(question, this);
      if (record != null) {
        record.source(storedTurn).whenComplete(this::sourced);
      }
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
    connection = null;
    if (record == null) {
      sendDone();
    } else {
      record.finish(storedTurn, answer.toString()).whenComplete(this::finished);
    }
  }

  private void finished(Void stored, Throwable failure) {
    if (failure == null) {
      sendDone();
    } else {
      failed();
    }
  }

  private void sendDone() {
    asking = false;
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
    if (record != null) {
      answer.append(ended.toString(tokenStart, ended.writerIndex() - tokenStart, UTF_8));
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
