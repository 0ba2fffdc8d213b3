package rapport.answer;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.chat.Exchange;
import rapport.chat.FaqSource;
import rapport.chat.Filter;
import rapport.chat.Finish;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.PageContext;
import rapport.chat.Question;
import rapport.chat.Receipt;
import rapport.chat.Topic;
import rapport.llm.Generation;
import rapport.llm.LanguageModel;
import rapport.llm.Words;
import rapport.prompt.Phrases;
import rapport.prompt.Prompt;
import rapport.prompt.PromptBuilder;
import rapport.search.Ahead;
import rapport.search.Query;
import rapport.search.Retrieved;
import rapport.search.Retriever;
import rapport.search.SearchSettings;
import rapport.telemetry.Stage;
import rapport.telemetry.Telemetry;

/**
 * The way of a question: search the catalogue, build the prompt, ask the model. {@link #ground}
 * does the first two; {@link #speak} the third, once the caller knows that the question is safe.
 */
public final class AnswerPipeline {
  private static final int SUGGESTIONS = 3;

  /** The least score of a question that is worth asking next. */
  private static final double RELATED = 0.25;

  private final Retriever retriever;
  private final PromptBuilder prompts;
  private final LanguageModel model;
  private final SearchSettings search;
  private final Telemetry telemetry;

  public AnswerPipeline(
      Retriever retriever,
      PromptBuilder prompts,
      LanguageModel model,
      SearchSettings search,
      Telemetry telemetry) {
    this.retriever = retriever;
    this.prompts = prompts;
    this.model = model;
    this.search = search;
    this.telemetry = telemetry;
  }

  /**
   * Finds what the answer stands on. {@code history} may still be on its way while the search runs.
   *
   * @param topic what the conversation is about, or null
   * @param ahead a search that was begun while the question was being put, or null
   */
  public Future<Grounded> ground(
      Question question,
      @Nullable Topic topic,
      Future<List<Exchange>> history,
      @Nullable Ahead ahead) {
    Future<Retrieved> retrieved = retriever.retrieve(query(question, topic), ahead);
    if (ahead != null) {
      retrieved.onSuccess(
          found -> telemetry.count("lookahead", "result", ahead.served() ? "hit" : "miss"));
    }
    return Future.all(retrieved, history)
        .map(both -> grounded(question, retrieved.result(), history.result()));
  }

  /** Begins to look for a question that is still being put. */
  public Ahead ahead(Question question, @Nullable Topic topic) {
    return retriever.ahead(query(question, topic));
  }

  /**
   * What a conversation is about that was led elsewhere: its questions are looked for once more, in
   * their order.
   *
   * @param exchanges oldest first
   */
  public Future<Optional<Topic>> retrace(List<Exchange> exchanges, @Nullable Language language) {
    Future<Optional<Topic>> topic = Future.succeededFuture(Optional.empty());
    for (Exchange exchange : exchanges) {
      topic = topic.compose(before -> after(before, exchange, language));
    }
    return topic;
  }

  private Future<Optional<Topic>> after(
      Optional<Topic> before, Exchange exchange, @Nullable Language language) {
    @Nullable Topic topic = before.orElse(null);
    Question question =
        new Question("before", exchange.question(), Filter.NONE, PageContext.NONE, language);
    return retriever
        .retrieve(query(question, topic), null)
        .map(found -> Optional.ofNullable(Topic.after(topic, found.supported().sources())));
  }

  private Query query(Question question, @Nullable Topic topic) {
    return new Query(
        question.text(),
        question.filter(),
        question.language(),
        topic,
        question.context().product(),
        search.products(),
        search.faqs(),
        true);
  }

  private Grounded grounded(Question question, Retrieved retrieved, List<Exchange> history) {
    Retrieved supported = retrieved.supported();
    long started = System.nanoTime();
    Prompt prompt = prompts.build(question.text(), supported, history, question.brief());
    double promptMillis = (System.nanoTime() - started) / 1e6;
    telemetry.took(Stage.ENCODE, (long) (retrieved.encodeMillis() * 1e6));
    telemetry.took(Stage.SEARCH, (long) (retrieved.searchMillis() * 1e6));
    telemetry.took(Stage.PROMPT, (long) (promptMillis * 1e6));
    return new Grounded(
        supported, prompt, suggestions(retrieved), receipt(retrieved, prompt, promptMillis));
  }

  private static Receipt receipt(Retrieved retrieved, Prompt prompt, double promptMillis) {
    return new Receipt(
        retrieved.language(),
        retrieved.understood(),
        retrieved.candidates(),
        retrieved.faqCandidates(),
        retrieved.degraded(),
        prompt.hash(),
        retrieved.encodeMillis(),
        retrieved.searchMillis(),
        promptMillis);
  }

  /** Questions that stand near this one and were not its answer. */
  private static List<String> suggestions(Retrieved retrieved) {
    return retrieved.faqs().stream()
        .skip(1)
        .filter(hit -> hit.faq().score() >= RELATED)
        .map(hit -> hit.faq().question())
        .limit(SUGGESTIONS)
        .toList();
  }

  /**
   * Puts the answer into words. What nothing supports is not left to a model: it ends in {@link
   * Finish#NO_ANSWER} with a sentence that helps on. Unless there are tools, which may support it.
   */
  public Generation speak(Grounded grounded) {
    Retrieved supported = grounded.supported();
    if (!grounded.prompt().tools().areNone()) {
      return model.generate(grounded.prompt());
    }
    if (supported.understood().following() == Following.DECLINED) {
      return new Words(Phrases.of(supported.language()).declined(), Finish.STOP);
    }
    return supported.isEmpty()
        ? new Words(nothing(supported), Finish.NO_ANSWER)
        : model.generate(grounded.prompt());
  }

  private static String nothing(Retrieved retrieved) {
    Phrases phrases = Phrases.of(retrieved.language());
    return retrieved.constraints().hasPrice() ? phrases.nothingWithin() : phrases.nothing();
  }

  /** What a shopper may ask to begin with: questions the shop has answers to. */
  public Future<List<String>> openers(@Nullable Language language) {
    return retriever
        .openers(language == null ? Language.ENGLISH : language, SUGGESTIONS)
        .map(faqs -> faqs.stream().map(FaqSource::question).toList());
  }

  /** What is said when a person is asked for and none can come. */
  public String noPerson(@Nullable Language language) {
    return Phrases.of(language == null ? Language.ENGLISH : language).noPerson();
  }
}
