package rapport.load.model;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenAI-compatible server that answers by a {@link Script}. Listens on loopback, HTTP/1.1, on
 * event loops of its own. Thread-safe.
 */
public final class ScriptedModel implements AutoCloseable {
  private static final int BACKLOG = 4_096;

  private final Loops loops;
  private final Map<EventLoop, Wheel> wheels = new ConcurrentHashMap<>();
  private final Map<EventLoop, ModelCounts> counts = new ConcurrentHashMap<>();
  private final List<ModelCounts> all = new CopyOnWriteArrayList<>();
  private final AtomicLong streams = new AtomicLong();
  private final Channel server;
  private volatile Script script;

  private ScriptedModel(Script script, String host, int port, int threads) {
    this.script = script;
    this.loops = new Loops("model", threads);
    try {
      this.server = bind(host, port);
    } catch (RuntimeException e) {
      loops.close();
      throw e;
    }
  }

  /** On a free port of loopback, with one thread. */
  public static ScriptedModel start(Script script) {
    return start(script, "127.0.0.1", 0, 1);
  }

  /**
   * Starts one and returns when it listens.
   *
   * @param port 0 for any that is free
   * @param threads event loops, one core each at most
   * @throws IllegalStateException when it cannot listen there
   */
  public static ScriptedModel start(Script script, String host, int port, int threads) {
    return new ScriptedModel(script, host, port, threads);
  }

  private Channel bind(String host, int port) {
    var bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                })
            .bind(host, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IllegalStateException(
          "the scripted model cannot listen on %s:%d: %s"
              .formatted(host, port, bound.cause().getMessage()));
    }
    return bound.channel();
  }

  private void accept(SocketChannel channel) {
    EventLoop loop = channel.eventLoop();
    ModelCounts own =
        counts.computeIfAbsent(
            loop,
            each -> {
              ModelCounts fresh = new ModelCounts();
              all.add(fresh);
              return fresh;
            });
    Wheel wheel = wheels.computeIfAbsent(loop, each -> new Wheel(loop, own));
    channel.pipeline().addLast(new HttpRequestDecoder(), new ModelConnection(this, wheel, own));
  }

  /** The base as OpenAI clients take it. */
  public URI url() {
    InetSocketAddress address = (InetSocketAddress) server.localAddress();
    return URI.create(
        "http://%s:%d/v1".formatted(address.getAddress().getHostAddress(), address.getPort()));
  }

  /** How it answers requests that come from now on. */
  public void follow(Script other) {
    script = other;
  }

  Script script() {
    return script;
  }

  long nextStream() {
    return streams.incrementAndGet();
  }

  /** What it has done so far. */
  public ModelFigures figures() {
    return all.stream().map(ModelCounts::read).reduce(ModelFigures.NONE, ModelFigures::plus);
  }

  /** Processor time of its threads so far, in nanoseconds. */
  public long cpuNanos() {
    return loops.cpuNanos();
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    loops.close();
  }
}
