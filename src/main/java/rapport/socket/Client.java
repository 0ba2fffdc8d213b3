package rapport.socket;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.Language;
import rapport.chat.Question;
import rapport.chat.TurnId;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.limit.Permit;
import rapport.session.Conversations;
import rapport.session.Heard;
import rapport.session.Participant;
import rapport.session.Reader;
import rapport.telemetry.Telemetry;

/*
 *   GREETING --hello--> JOINING --attached--> TALKING
 *   any --closed--> (the participant is let go; its turn runs on)
 *
 * When the process is about to go, a client is told to reconnect once it waits for nothing: no ack, no end of an
 * answer. It stays until then, unless it asks something, which is another process's business already.
 *
 * Back-pressure: the reader flows while the channel is writable. What it has missed meanwhile comes as one
 * piece, so nothing queues up here.
 */

/** What a client says and hears. On its socket's event loop only. */
final class Client implements Subprotocol {
  private static final Logger log = LoggerFactory.getLogger(Client.class);

  /** Bad frames without a good one between, before the client is sent away. */
  private static final int BAD_FRAMES_TOLERATED = 20;

  private enum State {
    GREETING,
    JOINING,
    TALKING
  }

  private final Conversations conversations;
  private final Telemetry telemetry;
  private final Permit permit;
  private final long heartbeatMillis;
  private final long connectedAt = System.nanoTime();
  private @Nullable ChatSocket socket;
  private @Nullable Participant participant;
  private @Nullable Language language;
  private State state = State.GREETING;
  private final Farewell farewell = new Farewell();
  private int badFrames;
  private boolean gone;

  private final ArrayDeque<ClientFrame> early = new ArrayDeque<>();

  Client(Conversations conversations, Telemetry telemetry, Permit permit, long heartbeatMillis) {
    this.conversations = conversations;
    this.telemetry = telemetry;
    this.permit = permit;
    this.heartbeatMillis = heartbeatMillis;
  }

  @Override
  public void opened(ChatSocket socket) {
    this.socket = socket;
  }

  /** What is said before the welcome waits for it: it is about the conversation being joined. */
  @Override
  public void heard(String text) {
    ClientFrame frame = FrameReader.read(text, language);
    if (state == State.JOINING) {
      early.add(frame);
    } else {
      answer(frame);
    }
  }

  @Override
  public void heardBytes(ByteBuf bytes) {
    socket().close(CloseCode.BINARY);
  }

  private void answer(ClientFrame frame) {
    try {
      switch (frame) {
        case ClientFrame.Bad bad -> bad(bad.message(), bad.id());
        case ClientFrame.Hello hello -> hello(hello);
        case ClientFrame.Ping ping -> {
          good();
          say(new ServerFrame.Pong(ping.n()));
        }
        case ClientFrame.Ask ask -> ask(ask.question());
        case ClientFrame.Cancel cancel ->
            talking(null, p -> p.cancel(cancel.turn(), cancel.heard()));
        case ClientFrame.Feedback rating -> rate(rating);
        case ClientFrame.Handoff handoff -> handoff();
        case ClientFrame.Partial partial -> talking(null, p -> p.partial(partial.text(), language));
      }
    } catch (RuntimeException e) {
      fail(GatewayException.of(e), null, null);
    }
  }

  private void good() {
    badFrames = 0;
  }

  private void hello(ClientFrame.Hello hello) {
    if (state != State.GREETING) {
      bad("hello: said twice (expected: once, as the first frame)", null);
      return;
    }
    good();
    state = State.JOINING;
    socket().listen(false);
    language = hello.language();
    Future<List<String>> openers = conversations.openers(hello.language());
    join(hello)
        .onSuccess(joined -> openers.onSuccess(suggestions -> joined(joined, suggestions)))
        .onFailure(this::notJoined);
  }

  private Future<Participant> join(ClientFrame.Hello hello) {
    return hello.conversation() == null || hello.secret() == null
        ? conversations.begin()
        : conversations.resume(hello.conversation(), hello.secret(), hello.position());
  }

  private void joined(Participant joined, List<String> suggestions) {
    if (gone) {
      joined.reader().detach();
      return;
    }
    participant = joined;
    state = State.TALKING;
    say(
        new ServerFrame.Welcome(
            joined.conversation().value(),
            joined.secret().value(),
            joined.seq(),
            joined.recovered(),
            heartbeatMillis,
            suggestions));
    joined.reader().handler(this::tell);
    if (socket().isWritable()) {
      joined.reader().resume();
    }
    listenAgain();
  }

  private void listenAgain() {
    socket().listen(true);
    while (!early.isEmpty() && state != State.JOINING && !gone) {
      answer(early.remove());
    }
  }

  private void notJoined(Throwable cause) {
    GatewayException failure = GatewayException.of(cause);
    state = State.GREETING;
    fail(failure, null, null);
    if (failure.fault() == Fault.FORBIDDEN) {
      early.clear();
      socket().close(CloseCode.NOT_ALLOWED);
    }
    listenAgain();
  }

  private void ask(Question question) {
    talking(
        question.id(),
        p -> {
          farewell.asked();
          p.ask(question, permit.party())
              .onSuccess(accepted -> {
                say(
                    new ServerFrame.Ack(
                        question.id(), accepted.turn(), accepted.seq(), accepted.duplicate()));
                farewell.acknowledged(accepted);
              })
              .onFailure(cause -> {
                fail(GatewayException.of(cause), question.id(), null);
                farewell.refused(socket());
              });
        });
  }

  private void rate(ClientFrame.Feedback rating) {
    talking(
        null,
        p ->
            p.rate(rating.turn(), rating.up(), rating.comment())
                .onFailure(cause -> fail(GatewayException.of(cause), null, rating.turn())));
  }

  private void handoff() {
    talking(
        null,
        p -> p.handoff(language).onFailure(cause -> fail(GatewayException.of(cause), null, null)));
  }

  /**
   * @param id the client's own name for what it wants, if it has one
   */
  private void talking(@Nullable String id, Talk talk) {
    if (participant == null) {
      bad("hello: missing (expected: as the first frame)", id);
    } else {
      good();
      talk.with(participant);
    }
  }

  /** What the conversation has to say, as long as the client takes it. */
  private void tell(Heard heard) {
    switch (heard) {
      case Heard.Recorded recorded -> say(new ServerFrame.Recorded(recorded.entry()));
      case Heard.Piece piece ->
          say(new ServerFrame.Token(piece.turn(), piece.from(), piece.text()));
      case Heard.Calls calls -> {}
      case Heard.Failed failed -> fail(failed.failure(), null, failed.turn());
    }
    farewell.passed(heard);
  }

  private void bad(String message, @Nullable String id) {
    fail(new GatewayException(Fault.BAD_REQUEST, message), id, null);
    if (++badFrames > BAD_FRAMES_TOLERATED) {
      socket().close(CloseCode.BAD_REQUESTS);
    }
  }

  private void fail(GatewayException failure, @Nullable String id, @Nullable TurnId turn) {
    if (failure.fault() == Fault.INTERNAL) {
      log.error("internal", failure);
    }
    telemetry.count("errors", "code", failure.fault().code());
    say(new ServerFrame.Failed(failure, id, turn));
  }

  private void say(ServerFrame frame) {
    socket().write(frame);
    socket().flush();
  }

  /** The channel's word on whether the client keeps up. */
  @Override
  public void writable(boolean writable) {
    if (participant == null) {
      return;
    }
    Reader reader = participant.reader();
    if (writable) {
      reader.resume();
    } else {
      reader.pause();
    }
  }

  @Override
  public void beat(long now) {
    if (state == State.GREETING && now - connectedAt > socket().helloNanos()) {
      socket().close(CloseCode.NO_HELLO);
    } else if (farewell.isOverdue(now)) {
      socket().close(CloseCode.RESTARTING);
    }
  }

  @Override
  public boolean isLeaving() {
    return farewell.isTold();
  }

  @Override
  public void leave(long afterMillis) {
    farewell.leave(afterMillis, socket());
  }

  @Override
  public void dismiss(long afterMillis) {
    farewell.dismiss(afterMillis, socket());
  }

  @Override
  public void closed() {
    gone = true;
    early.clear();
    permit.release();
    if (participant != null) {
      participant.reader().detach();
    }
  }

  private ChatSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("not yet open");
    }
    return socket;
  }

  /** Something to do in the conversation. */
  private interface Talk {
    void with(Participant participant);
  }
}
