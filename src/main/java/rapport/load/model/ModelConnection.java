package rapport.load.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.load.model.ScriptFault.Kind;

/** One connection to the model: a request, its answer, the next request. On its event loop. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a write that fails closes its channel, which is heard
final class ModelConnection extends SimpleChannelInboundHandler<HttpObject> {
  private static final Pattern STREAMED = Pattern.compile("\"stream\"\\s*:\\s*true");
  private static final Pattern WITH_USAGE = Pattern.compile("\"include_usage\"\\s*:\\s*true");

  private final ScriptedModel model;
  private final Wheel wheel;
  private final ModelCounts counts;
  private final StringBuilder body = new StringBuilder();
  private @Nullable HttpRequest request;
  private @Nullable ModelStream running;

  ModelConnection(ScriptedModel model, Wheel wheel, ModelCounts counts) {
    this.model = model;
    this.wheel = wheel;
    this.counts = counts;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (message instanceof HttpRequest head) {
      request = head;
      body.setLength(0);
    }
    if (message instanceof HttpContent part) {
      body.append(part.content().toString(UTF_8)); // only looked at for words in ASCII and a text
    }
    if (message instanceof LastHttpContent && request != null) {
      answer(context, request);
    }
  }

  private void answer(ChannelHandlerContext context, HttpRequest asked) {
    if (asked.method().equals(HttpMethod.POST) && asked.uri().endsWith("/chat/completions")) {
      complete(context);
    } else if (asked.uri().endsWith("/models")) {
      send(context, ModelWire.models());
    } else {
      send(context, ModelWire.refusal(404, -1));
    }
  }

  private void complete(ChannelHandlerContext context) {
    Script script = model.script();
    long id = model.nextStream();
    List<ScriptFault> faults = befalling(script, id);
    boolean usage = WITH_USAGE.matcher(body).find();
    ModelStream stream = new ModelStream(context.channel(), id, script, faults, usage);
    counts.began();
    running = stream;
    ScriptFault status = first(faults, Kind.STATUS);
    if (status != null) {
      answerAtOnce(context, stream, ModelWire.refusal(status.status(), status.retryAfter()));
    } else if (first(faults, Kind.SILENT) != null) {
      counts.ended();
    } else if (STREAMED.matcher(body).find()) {
      wheel.add(stream);
    } else {
      answerAtOnce(context, stream, ModelWire.whole(stream));
    }
  }

  private void answerAtOnce(ChannelHandlerContext context, ModelStream stream, byte[] response) {
    stream.end();
    counts.ended();
    send(context, response);
  }

  private List<ScriptFault> befalling(Script script, long id) {
    if (script.faults().isEmpty()) {
      return List.of();
    }
    List<ScriptFault> befalling = new ArrayList<>();
    for (int i = 0; i < script.faults().size(); i++) {
      ScriptFault fault = script.faults().get(i);
      boolean hit =
          fault.text() == null
              ? chance(script.seed(), id, i) < fault.share()
              : body.indexOf(fault.text()) >= 0;
      if (hit) {
        befalling.add(fault);
      }
    }
    return befalling;
  }

  /** The same stream of the same seed always draws the same. */
  private static double chance(long seed, long id, int fault) {
    return new java.util.SplittableRandom(seed * 1_000_003 + id * 31 + fault).nextDouble();
  }

  private static @Nullable ScriptFault first(List<ScriptFault> faults, Kind kind) {
    for (ScriptFault fault : faults) {
      if (fault.kind() == kind) {
        return fault;
      }
    }
    return null;
  }

  private static void send(ChannelHandlerContext context, byte[] bytes) {
    ByteBuf response = Unpooled.wrappedBuffer(bytes);
    context.writeAndFlush(response, context.voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (running != null) {
      running.end();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
