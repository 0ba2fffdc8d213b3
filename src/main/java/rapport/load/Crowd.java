package rapport.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rapport.load.Scenario.SlowReaders;
import rapport.load.model.Loops;

/**
 * All sessions: opens them, brings back those that are lost, knows which are free. Confined to the
 * sessions' event loop.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a write that fails closes its channel, which is heard
final class Crowd {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int SMALL_WINDOW = 4_096;
  private static final int READINGS_A_SECOND = 10;

  final Figures figures = new Figures();
  final TextFrame frame = new TextFrame();
  private final EventLoop loop;
  private final Scenario scenario;
  private final Target target;
  private final Bootstrap bootstrap;
  private final InetSocketAddress address;
  private final FrameReader.Scratch scratch = new FrameReader.Scratch();
  private final SplittableRandom chance;
  private final List<Session> sessions = new ArrayList<>();
  private final ArrayDeque<Session> free = new ArrayDeque<>();
  private Listener listener = (session, answer) -> {};
  private boolean over;
  int open;
  int everOpened;
  int refused;
  int failed;
  int lost;

  /** Hears when an answer has ended, well or not. */
  interface Listener {
    void ended(Session session, Answer answer);
  }

  Crowd(Loops loops, EventLoop loop, Scenario scenario, Target target) {
    this.loop = loop;
    this.scenario = scenario;
    this.target = target;
    this.chance = new SplittableRandom(scenario.seed());
    this.address = new InetSocketAddress(target.url().getHost(), target.url().getPort());
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(loops.clientChannel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
  }

  void listen(Listener fresh) {
    listener = fresh;
  }

  /** Opens more of them, evenly at the scenario's rate. */
  void open(int count) {
    long gap = TimeUnit.SECONDS.toNanos(1) / scenario.connectRate();
    for (int i = 0; i < count; i++) {
      int number = sessions.size();
      Session session = new Session(this, number, isSlow(number));
      sessions.add(session);
      later(i * gap, () -> connect(session));
    }
  }

  /** Every n-th, so that they are spread over source addresses and time. */
  private boolean isSlow(int number) {
    SlowReaders slow = scenario.slow();
    return slow != null && (long) ((number + 1) * slow.share()) > (long) (number * slow.share());
  }

  private void connect(Session session) {
    if (over) {
      return;
    }
    Socket socket = new Socket(session, scratch, chance, target.url(), scenario.deflate());
    session.connecting(socket, System.nanoTime());
    Bootstrap own = bootstrap.clone().handler(socket);
    SlowReaders slow = session.slow ? scenario.slow() : null;
    if (slow != null) {
      own.option(ChannelOption.SO_RCVBUF, SMALL_WINDOW);
    }
    if (slow != null && slow.bytesPerSecond() > 0) {
      int bytes = Math.max(1, slow.bytesPerSecond() / READINGS_A_SECOND);
      own.option(
              ChannelOption.RECVBUF_ALLOCATOR,
              new FixedRecvByteBufAllocator(bytes).maxMessagesPerRead(1))
          .option(ChannelOption.AUTO_READ, false);
      readNowAndThen(socket);
    }
    begin(own, session)
        .addListener(done -> {
          if (!done.isSuccess()) {
            session.gone(socket, 0, 0);
          }
        });
  }

  private ChannelFuture begin(Bootstrap own, Session session) {
    if (!target.onLoopback() || scenario.sources() == 1) {
      return own.connect(address);
    }
    int source = 1 + session.number % scenario.sources();
    return own.connect(address, new InetSocketAddress("127.0.0." + source, 0));
  }

  private void readNowAndThen(Socket socket) {
    later(
        TimeUnit.SECONDS.toNanos(1) / READINGS_A_SECOND,
        () -> {
          socket.readOnce();
          if (!over && !socket.isGone()) {
            readNowAndThen(socket);
          }
        });
  }

  /** A session that may ask, or null when all are busy. */
  @Nullable Session takeFree() {
    Session session = free.poll();
    while (session != null && !session.idle()) {
      session = free.poll();
    }
    return session;
  }

  void giveBack(Session session) {
    free.add(session);
  }

  void ready(Session session) {
    open++;
    everOpened = Math.max(everOpened, open);
    if (session.idle()) {
      free.add(session);
    }
  }

  void ended(Session session, Answer answer) {
    listener.ended(session, answer);
  }

  /** A slow reader has begun to read an answer. */
  void firstWords(Session session) {
    SlowReaders slow = scenario.slow();
    Socket socket = session.socket();
    if (!session.slow || slow == null || slow.stop().isZero() || socket == null) {
      return;
    }
    socket.autoRead(false);
    session.stopsReading(System.nanoTime());
    later(
        slow.stop().toNanos(),
        () -> {
          if (session.socket() == socket) {
            session.stopsReading(0);
          }
          socket.autoRead(true);
        });
  }

  void gone(Session session, boolean wasReady, boolean wasRefused) {
    if (wasReady) {
      open--;
    }
    if (over) {
      return;
    }
    if (wasReady) {
      lost++;
    } else if (wasRefused) {
      refused++;
    } else {
      failed++;
    }
    later(backoff(), () -> connect(session));
  }

  /** One to three seconds, so that those who were lost together do not return together. */
  private long backoff() {
    return (long) ((1 + 2 * chance.nextDouble()) * 1e9);
  }

  /** Cuts every socket at once; they come back evenly over {@code within}. */
  void cutAll(Duration within) {
    for (Session session : sessions) {
      if (session.cut()) {
        open--;
        later((long) (within.toNanos() * chance.nextDouble()), () -> connect(session));
      }
    }
  }

  int size() {
    return sessions.size();
  }

  /** Ends everything; what has not been answered is given up. */
  void close() {
    over = true;
    for (Session session : sessions) {
      session.giveUp();
      Socket socket = session.socket();
      if (socket != null) {
        socket.close();
      }
    }
  }

  void later(long nanos, Runnable what) {
    loop.schedule(what, nanos, TimeUnit.NANOSECONDS);
  }
}
