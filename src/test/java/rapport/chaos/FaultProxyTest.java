package rapport.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.testing.Waiting.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rapport.chaos.Cut.Direction;

class FaultProxyTest {
  private static final byte[] WORDS = "abcdefghijklmnopqrstuvwxyz".repeat(40).getBytes();

  private Vertx vertx;
  private FaultProxy proxy;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    NetServer echo =
        await(
            vertx
                .createNetServer()
                .connectHandler(socket -> socket.handler(socket::write))
                .listen(0, "127.0.0.1"));
    proxy = await(FaultProxy.start(vertx, echo.actualPort()));
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void line_thatIsNotDisturbed_carriesEverything() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(WORDS);
      assertThat(socket.getInputStream().readNBytes(WORDS.length)).isEqualTo(WORDS);
    }
  }

  @Test
  void slices_arriveInOrderAndComplete() throws IOException {
    proxy.disturb(Disturbance.slices(7));
    try (Socket socket = connect()) {
      socket.getOutputStream().write(WORDS);
      assertThat(socket.getInputStream().readNBytes(WORDS.length)).isEqualTo(WORDS);
    }
  }

  @Test
  void delay_isKeptInEachDirection() throws IOException {
    proxy.disturb(Direction.CLIENT, Disturbance.delay(150));
    proxy.disturb(Direction.SERVER, Disturbance.delay(100));
    try (Socket socket = connect()) {
      long began = System.nanoTime();
      socket.getOutputStream().write(WORDS);
      socket.getInputStream().readNBytes(WORDS.length);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(240);
    }
  }

  @Test
  void line_thatStandsStill_goesOnWhereItStopped() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write('x');
      assertThat(socket.getInputStream().read()).isEqualTo('x');
      proxy.disturb(Disturbance.STILL);
      socket.getOutputStream().write(WORDS);
      hearsNothing(socket);
      proxy.disturb(Disturbance.NONE);
      assertThat(socket.getInputStream().readNBytes(WORDS.length)).isEqualTo(WORDS);
    }
  }

  @Test
  void bytes_thatAreSwallowed_neverArrive() throws IOException {
    proxy.disturb(Direction.CLIENT, Disturbance.SWALLOWED);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(WORDS);
      hearsNothing(socket);
      proxy.disturb(Disturbance.NONE);
      socket.getOutputStream().write('x');
      assertThat(socket.getInputStream().read()).isEqualTo('x');
    }
  }

  @Test
  void cutTowardsTheClient_passesExactlySoManyBytes() throws IOException {
    proxy.fate(() -> new Cut(Direction.CLIENT, 100, false));
    try (Socket socket = connect()) {
      socket.getOutputStream().write(WORDS);
      assertThat(socket.getInputStream().readAllBytes()).hasSize(100);
      assertThat(proxy.cuts()).isEqualTo(1);
    }
  }

  @Test
  void cutTowardsTheServer_lastsUntilSoManyBytesWereSaid() throws IOException {
    proxy.fate(() -> new Cut(Direction.SERVER, 30, false));
    try (Socket socket = connect()) {
      socket.getOutputStream().write(WORDS, 0, 29);
      assertThat(socket.getInputStream().readNBytes(29)).hasSize(29);
      socket.getOutputStream().write(WORDS, 29, 2);
      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void reset_isAnErrorAndNoEnd() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write('x');
      assertThat(socket.getInputStream().read()).isEqualTo('x');
      proxy.resetAll();
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void line_thatLeadsNowhere_isClosedAtOnce() throws IOException {
    proxy.leadTo(0);
    try (Socket socket = connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", proxy.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void hearsNothing(Socket socket) throws IOException {
    socket.setSoTimeout(200);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(10_000);
  }
}
