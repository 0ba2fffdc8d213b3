package rapport.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code chat.*}: how many talk at once, and how long is waited for whom. */
@ConfigMapping(prefix = "rapport.chat")
public interface ChatSettings {
  /** Sockets that may be open; more are turned away as {@code overloaded}. */
  @WithDefault("15000")
  int maxSessions();

  /** Answers that may run; further questions are refused as {@code overloaded}. */
  @WithDefault("3000")
  int maxTurns();

  /**
   * How long a question may be expected to wait until its answer can begin; where it would be
   * longer it is refused as {@code overloaded}, and new sockets when it is half as long.
   */
  @WithDefault("1s")
  Duration maxWait();

  /**
   * What one address may have of sockets, answers and waiting time, over 0 to 1. Behind a proxy all
   * shoppers have its address unless {@link #addressHeader} is set.
   */
  @WithDefault("0.8")
  double addressShare();

  /**
   * The header in which a proxy says whom it speaks for, such as {@code X-Forwarded-For}; its last
   * address counts. Only where nobody gets past the proxy: anybody can write it.
   */
  Optional<String> addressHeader();

  /**
   * How often a quiet socket is pinged; two and a half times that without a sign of life ends it.
   */
  @WithDefault("25s")
  Duration heartbeat();

  /** How long a new socket may take to say hello. */
  @WithDefault("10s")
  Duration helloTimeout();

  /** A client that reads nothing for so long, while there is something to read, is cut off. */
  @WithDefault("15s")
  Duration stallTimeout();

  /** How long an answer that nobody reads goes on. */
  @WithDefault("60s")
  Duration orphanGrace();

  /** How long running answers may go on when the process is told to stop. */
  @WithDefault("20s")
  Duration drain();

  /** Origins whose pages may connect, such as {@code https://shop.example}; none: every origin. */
  Optional<List<String>> allowedOrigins();
}
