package rapport.cli;

import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapport.GatewaySettings;
import rapport.answer.AnswerPipeline;
import rapport.chat.Language;
import rapport.chat.Question;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Encoders;
import rapport.llm.LanguageModel;
import rapport.prompt.PromptBuilder;
import rapport.search.Retriever;
import rapport.telemetry.Telemetry;

@Command(name = "ask", description = "Ask one question and watch its answer stream.")
final class AskCommand implements Runnable {
  private final Environment environment;

  AskCommand(Environment environment) {
    this.environment = environment;
  }

  @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "What to ask.")
  private String[] words = {};

  @Spec private CommandSpec spec;

  @Option(names = "--locale", description = "The language, where the words do not tell.")
  private Language locale = Language.ENGLISH;

  @Override
  public void run() {
    Question question = question();
    GatewaySettings settings = environment.settings();
    String url = environment.databaseUrl(settings);
    Schema.migrate(url);
    Vertx vertx = Vertx.vertx();
    try {
      Retriever retriever =
          new Retriever(
              Database.forServing(vertx, url, settings.database()).pool(),
              Encoders.onnx(vertx, settings.encoder()),
              settings.search());
      AnswerPipeline answers =
          new AnswerPipeline(
              retriever,
              new PromptBuilder(settings.prompt()),
              LanguageModel.of(vertx, settings.llm(), settings.fallback(), Telemetry.none()),
              settings.search(),
              Telemetry.none());
      new TerminalAnswer(vertx, answers, environment.out()).ask(question);
    } finally {
      Environment.await(vertx.close());
    }
  }

  private Question question() {
    try {
      return TerminalAnswer.question(String.join(" ", words), locale);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
