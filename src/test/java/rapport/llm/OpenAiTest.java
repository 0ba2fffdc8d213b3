package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import rapport.chat.Language;
import rapport.chat.Sources;
import rapport.fault.Fault;
import rapport.prompt.Prompt;
import rapport.prompt.Prompt.Message;
import rapport.prompt.Prompt.Role;
import rapport.testing.HeardGeneration;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;

/** The openai adapter against a real server. */
abstract class OpenAiTest {
  static final Prompt PROMPT =
      prompt(
          new Message(Role.SYSTEM, "You help in a shop."),
          new Message(Role.USER, "hello"),
          new Message(Role.ASSISTANT, "Hi!"),
          new Message(Role.USER, "a speaker? 🔈"));

  /** Time-outs of the impatient model, in milliseconds. */
  static final long FIRST = 800;

  static final long IDLE = 300;
  static final long TOTAL = 2_000;

  Vertx vertx;
  ScriptedModelServer server;
  OpenAiModel model;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    server = await(ScriptedModelServer.start(vertx));
    model = model(settings(server.url(), 8));
  }

  @AfterEach
  void stop() {
    await(model.close());
    await(server.close());
    await(vertx.close());
  }

  OpenAiModel model(OpenAiSettings settings) {
    return new OpenAiModel(vertx, List.of(settings), Persistence.none());
  }

  static OpenAiSettings settings(URI url, int maxStreams) {
    return settings(url, maxStreams, ms(5_000), ms(5_000), ms(20_000));
  }

  static OpenAiSettings settings(
      URI url, int maxStreams, Duration first, Duration idle, Duration total) {
    return new OpenAiSettings(
        url, "scripted", "sk-secret", 300, maxStreams, first, first, idle, total);
  }

  /** A model that is quickly impatient. */
  void useImpatientModel() {
    await(model.close());
    model = model(settings(server.url(), 8, ms(FIRST), ms(IDLE), ms(TOTAL)));
  }

  static Prompt prompt(Message... messages) {
    return new Prompt(
        List.of(messages), "q", new Sources(List.of(), List.of(), null, null), Language.ENGLISH);
  }

  HeardGeneration hear() {
    return HeardGeneration.to(vertx, model, PROMPT);
  }

  /** Hears one generation to its end. */
  HeardGeneration hear(Script script) {
    server.next(script);
    HeardGeneration heard = hear();
    await(heard.over());
    return heard;
  }

  static void assertFailed(HeardGeneration heard, Fault fault) {
    assertThat(heard.failure().fault()).isEqualTo(fault);
    assertThat(heard.failure().getMessage()).doesNotContain("sk-secret", "http", "127.0.0.1");
  }
}
