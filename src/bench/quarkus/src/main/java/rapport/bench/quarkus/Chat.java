package rapport.bench.quarkus;

import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import rapport.bench.quarkus.Frame.Done;
import rapport.bench.quarkus.Frame.Failed;
import rapport.bench.quarkus.Frame.Incoming;
import rapport.bench.quarkus.Frame.Sources;
import rapport.bench.quarkus.Frame.Token;
import rapport.bench.quarkus.Frame.Welcome;

/** The socket: a question's answer is a stream of frames. */
@WebSocket(path = "/v1/chat")
public class Chat {
  private static final Logger LOG = Logger.getLogger(Chat.class);

  @Inject Catalogue catalogue;
  @Inject Assistant assistant;
  @Inject Variant variant;

  @OnTextMessage
  Multi<Frame> received(Incoming frame) {
    return switch (frame.type()) {
      case "hello" -> Multi.createFrom().item(new Welcome(1));
      case "ask" -> answer(frame.id(), frame.text());
      default -> Multi.createFrom().empty();
    };
  }

  private Multi<Frame> answer(String turn, String question) {
    return Uni.createFrom()
        .item(() -> catalogue.find(question))
        .runSubscriptionOn(variant.blockingThreads())
        .onItem()
        .transformToMulti(found -> frames(turn, question, found))
        .onFailure()
        .invoke(failure -> LOG.error("an answer failed", failure))
        .onFailure()
        .recoverWithItem(failure -> new Failed(turn, "upstream_failed", failure.getMessage()));
  }

  private Multi<Frame> frames(String turn, String question, Catalogue.Found found) {
    Multi<Frame> sources =
        Multi.createFrom().item(new Sources(turn, found.productCards(), found.faqCards()));
    Multi<Frame> tokens =
        variant
            .forReader(assistant.answer(found.productLines(), found.faqLines(), question))
            .map(text -> new Token(turn, text));
    Multi<Frame> done = Multi.createFrom().item(new Done(turn, "stop"));
    return Multi.createBy().concatenating().streams(sources, tokens, done);
  }
}
