package rapport.chaos;

import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rapport.chaos.Cut.Direction;

/**
 * A TCP line on loopback that does what networks do: it is slow, stands still, swallows, comes in
 * slices, breaks at a byte. Where it leads and what befalls it may be changed at any time, from any
 * thread.
 */
public final class FaultProxy {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int BACKLOG = 4_096;

  private final Vertx vertx;
  private final NetServer server;
  private final NetClient client;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final Map<Direction, Disturbance> disturbances = new ConcurrentHashMap<>();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong cuts = new AtomicLong();
  private final AtomicLong turn = new AtomicLong();
  private volatile List<Integer> targets;
  private volatile Supplier<@Nullable Cut> fate = () -> null;

  private FaultProxy(Vertx vertx, int target) {
    this.vertx = vertx;
    this.targets = target == 0 ? List.of() : List.of(target);
    this.client =
        vertx.createNetClient(
            new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_MILLIS));
    this.server =
        vertx
            .createNetServer(new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(BACKLOG))
            .connectHandler(this::connected);
  }

  /**
   * A line to a port of loopback.
   *
   * @param target 0: to nobody, for now
   */
  public static Future<FaultProxy> start(Vertx vertx, int target) {
    FaultProxy proxy = new FaultProxy(vertx, target);
    return proxy.server.listen(0, "127.0.0.1").map(proxy);
  }

  public int port() {
    return server.actualPort();
  }

  /** New lines lead there from now on; 0: they are closed at once. */
  public void leadTo(int other) {
    targets = other == 0 ? List.of() : List.of(other);
  }

  /** New lines lead to one after the other of these ports from now on. */
  void leadTo(List<Integer> others) {
    targets = List.copyOf(others);
  }

  /** What befalls the bytes that come from now on, of open lines and new ones. */
  public void disturb(Direction towards, Disturbance disturbance) {
    disturbances.put(towards, disturbance);
    lines.forEach(Line::look);
  }

  /** The same for both directions. */
  public void disturb(Disturbance disturbance) {
    disturb(Direction.SERVER, disturbance);
    disturb(Direction.CLIENT, disturbance);
  }

  /** Asked of each new line: where it is to break, or null for one that is to last. */
  public void fate(Supplier<@Nullable Cut> cut) {
    fate = cut;
  }

  /** Breaks all lines with RST; new ones work. */
  public void resetAll() {
    lines.forEach(line -> line.vertx(() -> line.breakOff(true)));
  }

  /** Lines there were so far. */
  public long accepted() {
    return accepted.get();
  }

  /** Lines that broke where their {@link #fate} was. */
  public long cuts() {
    return cuts.get();
  }

  private Disturbance now(Direction towards) {
    return disturbances.getOrDefault(towards, Disturbance.NONE);
  }

  private void connected(NetSocket near) {
    accepted.incrementAndGet();
    List<Integer> ports = targets;
    if (ports.isEmpty()) {
      near.close();
      return;
    }
    int port = ports.get((int) (turn.getAndIncrement() % ports.size()));
    near.pause();
    near.exceptionHandler(broken -> {});
    client
        .connect(port, "127.0.0.1")
        .onSuccess(far -> new Line(near, far, fate.get()).open())
        .onFailure(refused -> near.close());
  }

  /** A connection and its other half. On one event loop. */
  private final class Line {
    private final NetSocket near;
    private final NetSocket far;
    private final Pipe towardsServer;
    private final Pipe towardsClient;

    Line(NetSocket near, NetSocket far, @Nullable Cut cut) {
      this.near = near;
      this.far = far;
      this.towardsServer = pipe(near, far, Direction.SERVER, cut);
      this.towardsClient = pipe(far, near, Direction.CLIENT, cut);
    }

    private Pipe pipe(NetSocket from, NetSocket to, Direction towards, @Nullable Cut cut) {
      Supplier<Disturbance> now = () -> now(towards);
      return cut == null || cut.towards() != towards
          ? new Pipe(vertx, from, to, now, Long.MAX_VALUE, () -> {})
          : new Pipe(vertx, from, to, now, cut.at(), () -> cut(cut));
    }

    private void cut(Cut cut) {
      cuts.incrementAndGet();
      breakOff(cut.reset());
    }

    void open() {
      lines.add(this);
      near.handler(towardsServer::take);
      far.handler(towardsClient::take);
      far.exceptionHandler(broken -> {});
      near.closeHandler(closed -> ended(towardsServer));
      far.closeHandler(closed -> ended(towardsClient));
      near.resume();
      far.resume();
      towardsServer.look();
      towardsClient.look();
    }

    private void ended(Pipe pipe) {
      lines.remove(this);
      pipe.end();
    }

    void breakOff(boolean reset) {
      lines.remove(this);
      towardsServer.kill();
      towardsClient.kill();
      breakOff(near, reset);
      breakOff(far, reset);
    }

    private static void breakOff(NetSocket socket, boolean reset) {
      if (reset) {
        ((NetSocketInternal) socket)
            .channelHandlerContext()
            .channel()
            .config()
            .setOption(ChannelOption.SO_LINGER, 0);
      }
      socket.close();
    }

    void look() {
      vertx(() -> {
        towardsServer.look();
        towardsClient.look();
      });
    }

    void vertx(Runnable what) {
      ((NetSocketInternal) near).channelHandlerContext().executor().execute(what);
    }
  }
}
