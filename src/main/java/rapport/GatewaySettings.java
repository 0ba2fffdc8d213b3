package rapport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import rapport.config.Problems;
import rapport.config.Settings;
import rapport.database.DatabaseSettings;
import rapport.encode.EncoderSettings;
import rapport.http.AdminSettings;
import rapport.http.HttpSettings;
import rapport.http.ManagementSettings;
import rapport.llm.FallbackSettings;
import rapport.llm.LlmSettings;
import rapport.openai.ApiSettings;
import rapport.prompt.PromptSettings;
import rapport.search.SearchSettings;
import rapport.session.ChatSettings;

/** The settings of all rooms, checked together. */
public record GatewaySettings(
    HttpSettings http,
    ManagementSettings management,
    DatabaseSettings database,
    EncoderSettings encoder,
    SearchSettings search,
    PromptSettings prompt,
    LlmSettings llm,
    FallbackSettings fallback,
    ChatSettings chat,
    ApiSettings api,
    AdminSettings admin) {
  private static final int MOST_ROWS = 100;
  private static final int MOST_RETRIES = 10;
  private static final int HIGHEST_PORT = 65_535;

  /** The interface of every room, in the order the README lists them. */
  public static final List<Class<?>> ROOMS =
      List.of(
          HttpSettings.class,
          ManagementSettings.class,
          DatabaseSettings.class,
          EncoderSettings.class,
          SearchSettings.class,
          PromptSettings.class,
          LlmSettings.class,
          FallbackSettings.class,
          ChatSettings.class,
          ApiSettings.class,
          AdminSettings.class);

  /**
   * Reads and checks all settings.
   *
   * @throws rapport.config.SettingsException with every problem there is
   */
  public static GatewaySettings read(Map<String, String> environment, Path file) {
    Problems problems = new Problems();
    Settings settings = Settings.read(environment, file, ROOMS, problems);
    GatewaySettings all =
        new GatewaySettings(
            settings.of(HttpSettings.class),
            settings.of(ManagementSettings.class),
            settings.of(DatabaseSettings.class),
            settings.of(EncoderSettings.class),
            settings.of(SearchSettings.class),
            settings.of(PromptSettings.class),
            settings.of(LlmSettings.class),
            settings.of(FallbackSettings.class),
            settings.of(ChatSettings.class),
            settings.of(ApiSettings.class),
            settings.of(AdminSettings.class));
    all.check(problems);
    problems.throwIfAny();
    return all;
  }

  private void check(Problems problems) {
    port(problems, "http.port", http.port());
    port(problems, "management.port", management.port());
    problems.expect(
        http.requestTimeout().isPositive(),
        "http.request-timeout",
        http.requestTimeout(),
        "over 0");
    database
        .url()
        .ifPresent(url ->
            problems.expect(
                url.matches("postgres(ql)?://.+/.+"),
                "db.url",
                url.replaceFirst("//.*@", "//…@"),
                "postgresql://user:password@host:port/database"));
    positive(problems, "db.pool-size", database.poolSize());
    positive(problems, "db.statement-timeout", database.statementTimeout());
    checkEncoder(problems);
    rows(problems, "search.products", search.products());
    rows(problems, "search.faqs", search.faqs());
    double minScore = search.minScore();
    problems.expect(minScore >= 0 && minScore <= 1, "search.min-score", minScore, "0 to 1");
    positive(problems, "search.timeout", search.timeout());
    int inMemory = search.inMemoryRows();
    problems.expect(inMemory >= 0, "search.in-memory-rows", inMemory, "0 or more");
    positive(problems, "prompt.max-tokens", prompt.maxTokens());
    problems.expect(prompt.history() >= 0, "prompt.history", prompt.history(), "0 or more");
    checkModel(problems);
    checkChat(problems);
  }

  private void checkEncoder(Problems problems) {
    problems.expect(encoder.threads() >= 0, "encoder.threads", encoder.threads(), "0 or more");
    positive(problems, "encoder.queue", encoder.queue());
    positive(problems, "encoder.max-tokens", encoder.maxTokens());
    problems.expect(encoder.cache() >= 0, "encoder.cache", encoder.cache(), "0 or more");
    encoder
        .models()
        .forEach((language, model) ->
            problems.expect(
                language.matches("[a-z]{2,8}") && !model.isBlank(),
                "encoder.models." + language,
                model,
                "a language's code such as zh, and its model"));
  }

  private void checkModel(Problems problems) {
    if (llm.provider() == LlmSettings.Provider.OPENAI) {
      problems.expect(
          llm.url().isPresent(), "llm.url", "not set", "the server's base, ending in /v1");
      problems.expect(llm.model().isPresent(), "llm.model", "not set", "the model's name");
    }
    llm.url().ifPresent(url -> server(problems, "llm.url", url));
    fallback.url().ifPresent(url -> server(problems, "llm.fallback.url", url));
    problems.expect(
        fallback.url().isPresent() == fallback.model().isPresent(),
        "llm.fallback.model",
        fallback.model().orElse("not set"),
        "the model's name there, if and only if llm.fallback.url is set");
    problems.expect(
        llm.retries() >= 0 && llm.retries() <= MOST_RETRIES,
        "llm.retries",
        llm.retries(),
        "0 to " + MOST_RETRIES);
    positive(problems, "llm.breaker-wait", llm.breakerWait());
    positive(problems, "llm.max-tokens", llm.maxTokens());
    positive(problems, "llm.max-streams", llm.maxStreams());
    positive(problems, "llm.slot-timeout", llm.slotTimeout());
    positive(problems, "llm.first-token-timeout", llm.firstTokenTimeout());
    positive(problems, "llm.idle-timeout", llm.idleTimeout());
    positive(problems, "llm.total-timeout", llm.totalTimeout());
  }

  private void checkChat(Problems problems) {
    positive(problems, "chat.max-sessions", chat.maxSessions());
    positive(problems, "chat.max-turns", chat.maxTurns());
    positive(problems, "chat.max-wait", chat.maxWait());
    double share = chat.addressShare();
    problems.expect(share > 0 && share <= 1, "chat.address-share", share, "over 0, to 1");
    chat.addressHeader()
        .ifPresent(name ->
            problems.expect(
                name.matches("[A-Za-z0-9-]+"), "chat.address-header", name, "a header's name"));
    problems.expect(
        chat.helloTimeout().isPositive(), "chat.hello-timeout", chat.helloTimeout(), "over 0");
    problems.expect(
        chat.stallTimeout().isPositive(), "chat.stall-timeout", chat.stallTimeout(), "over 0");
    problems.expect(
        chat.heartbeat().toMillis() >= 1_000, "chat.heartbeat", chat.heartbeat(), "1s or more");
    problems.expect(
        !chat.orphanGrace().isNegative(), "chat.orphan-grace", chat.orphanGrace(), "0s or more");
    problems.expect(!chat.drain().isNegative(), "chat.drain", chat.drain(), "0s or more");
  }

  private static void server(Problems problems, String name, URI url) {
    problems.expect(
        url.getHost() != null && List.of("http", "https").contains(url.getScheme()),
        name,
        url,
        "http://host/v1 or https://host/v1");
  }

  private static void port(Problems problems, String name, int port) {
    problems.expect(
        port >= 0 && port <= HIGHEST_PORT, name, port, "0 to 65535, 0 for any that is free");
  }

  private static void positive(Problems problems, String name, int value) {
    problems.expect(value > 0, name, value, "1 or more");
  }

  private static void positive(Problems problems, String name, Duration value) {
    problems.expect(value.isPositive(), name, value, "a duration over 0, such as 10s");
  }

  private static void rows(Problems problems, String name, int value) {
    problems.expect(value >= 0 && value <= MOST_ROWS, name, value, "0 to " + MOST_ROWS);
  }
}
