package rapport.bench.spring;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import rapport.bench.spring.Frame.Done;
import rapport.bench.spring.Frame.Failed;
import rapport.bench.spring.Frame.Incoming;
import rapport.bench.spring.Frame.Sources;
import rapport.bench.spring.Frame.Token;
import rapport.bench.spring.Frame.Welcome;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** The socket: a question's answer is a stream of frames. */
@Component
public class Chat implements WebSocketHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Chat.class);

  private final Catalogue catalogue;
  private final Assistant assistant;
  private final JsonMapper json;

  public Chat(Catalogue catalogue, Assistant assistant, JsonMapper json) {
    this.catalogue = catalogue;
    this.assistant = assistant;
    this.json = json;
  }

  @Override
  public List<String> getSubProtocols() {
    return List.of("rapport.v1");
  }

  @Override
  public Mono<Void> handle(WebSocketSession session) {
    Flux<WebSocketMessage> frames =
        session
            .receive()
            .map(message -> json.readValue(message.getPayloadAsText(), Incoming.class))
            .concatMap(this::answer)
            .map(frame -> session.textMessage(json.writeValueAsString(frame)));
    return session.send(frames);
  }

  private Flux<Frame> answer(Incoming frame) {
    return switch (frame.type()) {
      case "hello" -> Flux.just(new Welcome(1));
      case "ask" -> answer(frame.id(), frame.text());
      default -> Flux.empty();
    };
  }

  private Flux<Frame> answer(String turn, String question) {
    return Mono.fromCallable(() -> catalogue.find(question))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMapMany(found -> frames(turn, question, found))
        .doOnError(failure -> LOG.error("an answer failed", failure))
        .onErrorResume(
            failure -> Flux.just(new Failed(turn, "upstream_failed", failure.getMessage())));
  }

  private Flux<Frame> frames(String turn, String question, Catalogue.Found found) {
    return Flux.concat(
        Flux.just(new Sources(turn, found.productCards(), found.faqCards())),
        assistant.answer(found, question).map(text -> new Token(turn, text)),
        Flux.just(new Done(turn, "stop")));
  }
}
