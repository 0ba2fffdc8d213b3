package rapport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rapport.catalog.Catalog.Kind;

class BodyStreamTest {
  private final Body body = new Body();

  @Test
  void body_isAskedForOnlyAsMuchAsIsUsed() throws IOException {
    BodyStream in = new BodyStream(body);
    assertThat(body.demand).isEqualTo(BodyStream.AHEAD);
    for (int i = 0; i < BodyStream.AHEAD; i++) {
      body.send("ab");
    }
    assertThat(body.demand).isZero();
    assertThat(in.readNBytes(3)).asString(UTF_8).isEqualTo("aba");
    assertThat(body.demand).isEqualTo(2);
  }

  @Test
  void body_isReadToItsEndInOrder() throws IOException {
    BodyStream in = new BodyStream(body);
    body.send("one ");
    body.send("");
    body.send("two");
    body.end();
    assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("one two");
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void body_thatBreaksOff_saysSoAfterWhatCame() throws IOException {
    BodyStream in = new BodyStream(body);
    body.send("one");
    body.fail(new IOException("connection was closed"));
    assertThat(in.readNBytes(3)).asString(UTF_8).isEqualTo("one");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(in::read).hasMessage("the body broke off: connection was closed");
    }
  }

  @Test
  void body_thatIsClosedEarly_letsTheRestGoBy() {
    BodyStream in = new BodyStream(body);
    in.close();
    assertThat(body.demand).isGreaterThan(1_000_000);
    body.send("ignored");
  }

  @Test
  void rows_fromABody_areLoadedAndABreakIsAProblem() {
    try (Shop shop = new Shop()) {
      RowSource source = RowSource.body(body);
      body.send("{\"id\":1,\"ti");
      body.send("tle\":\"Lamp\"}\n{\"id\":2,");
      body.fail(new IOException("connection was closed"));
      IngestSummary summary = shop.load(IngestRequest.of(Kind.PRODUCT, List.of(source)));
      assertThat(summary.accepted()).isEqualTo(1);
      assertThat(summary.problems())
          .containsExactly("line 2: reading failed (the body broke off: connection was closed)");
    }
  }

  /** A request body under a test's hand. */
  private static final class Body implements ReadStream<Buffer> {
    private long demand;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private @Nullable Handler<Void> endHandler;

    void send(String text) {
      assertThat(demand).isPositive();
      demand--;
      handler.handle(Buffer.buffer(text));
    }

    void end() {
      endHandler.handle(null);
    }

    void fail(Throwable failure) {
      exceptionHandler.handle(failure);
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
      this.handler = handler;
      return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
      this.exceptionHandler = handler;
      return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
      this.endHandler = handler;
      return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
      demand = 0;
      return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
      return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
      demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
      return this;
    }
  }
}
