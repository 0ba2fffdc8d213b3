package rapport.load.model;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Event loops of one purpose, epoll's where the system has it, whose processor time is known. */
public final class Loops implements AutoCloseable {
  private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final EventLoopGroup group;

  /**
   * @param name of the threads
   */
  public Loops(String name, int count) {
    IoHandlerFactory handlers =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    ThreadFactory named = task -> thread(name, task);
    group = new MultiThreadIoEventLoopGroup(count, named, handlers);
  }

  private Thread thread(String name, Runnable task) {
    Thread thread = new FastThreadLocalThread(task, "load-" + name + "-" + threads.size());
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  /** Of Netty. */
  public EventLoopGroup group() {
    return group;
  }

  Class<? extends ServerChannel> serverChannel() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /** What its clients connect with. */
  public Class<? extends SocketChannel> clientChannel() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** Processor time of its threads so far, in nanoseconds. */
  public long cpuNanos() {
    return threads.stream()
        .mapToLong(thread -> Math.max(0, TIMES.getThreadCpuTime(thread.threadId())))
        .sum();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
