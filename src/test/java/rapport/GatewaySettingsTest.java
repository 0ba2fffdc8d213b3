package rapport;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.config.SettingsException;
import rapport.encode.Pooling;
import rapport.llm.LlmSettings;

class GatewaySettingsTest {
  private static final String SECRET = "sk-do-not-tell";

  @TempDir private Path folder;

  /** A setting, what is written for it, and what is read then. */
  record Setting(
      String name, String written, Object read, Function<GatewaySettings, Object> reader) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Setting> settings() {
    return Stream.of(
        new Setting("http.host", "0.0.0.0", "0.0.0.0", s -> s.http().host()),
        new Setting("http.port", "1", 1, s -> s.http().port()),
        new Setting("management.port", "2", 2, s -> s.management().port()),
        new Setting(
            "db.url",
            "postgresql://u@h:1/d",
            Optional.of("postgresql://u@h:1/d"),
            s -> s.database().url()),
        new Setting("db.pool-size", "3", 3, s -> s.database().poolSize()),
        new Setting(
            "db.statement-timeout",
            "7s",
            Duration.ofSeconds(7),
            s -> s.database().statementTimeout()),
        new Setting("encoder.model", "bge", "bge", s -> s.encoder().model()),
        new Setting(
            "encoder.models.zh", "bge", Map.of("zh", "bge"), s -> Map.copyOf(s.encoder().models())),
        new Setting("encoder.threads", "4", 4, s -> s.encoder().threads()),
        new Setting("encoder.queue", "5", 5, s -> s.encoder().queue()),
        new Setting("encoder.cache", "6", 6, s -> s.encoder().cache()),
        new Setting("encoder.pooling", "cls", Pooling.CLS, s -> s.encoder().pooling()),
        new Setting(
            "encoder.query-prefix", "ask:", Optional.of("ask:"), s -> s.encoder().queryPrefix()),
        new Setting("encoder.max-tokens", "7", 7, s -> s.encoder().maxTokens()),
        new Setting("search.products", "8", 8, s -> s.search().products()),
        new Setting("search.faqs", "9", 9, s -> s.search().faqs()),
        new Setting("search.min-score", "0.5", 0.5, s -> s.search().minScore()),
        new Setting("search.timeout", "250ms", Duration.ofMillis(250), s -> s.search().timeout()),
        new Setting("search.in-memory-rows", "7", 7, s -> s.search().inMemoryRows()),
        new Setting("prompt.max-tokens", "10", 10, s -> s.prompt().maxTokens()),
        new Setting("prompt.history", "11", 11, s -> s.prompt().history()),
        new Setting("llm.provider", "openai", LlmSettings.Provider.OPENAI, s -> s.llm().provider()),
        new Setting(
            "llm.url",
            "https://models.example/v1",
            Optional.of(URI.create("https://models.example/v1")),
            s -> s.llm().url()),
        new Setting("llm.model", "small", Optional.of("small"), s -> s.llm().model()),
        new Setting("llm.api-key", SECRET, Optional.of(SECRET), s -> s.llm().apiKey()),
        new Setting("llm.max-tokens", "12", 12, s -> s.llm().maxTokens()),
        new Setting("llm.max-streams", "13", 13, s -> s.llm().maxStreams()),
        new Setting(
            "llm.first-token-timeout",
            "1s",
            Duration.ofSeconds(1),
            s -> s.llm().firstTokenTimeout()),
        new Setting("llm.idle-timeout", "2s", Duration.ofSeconds(2), s -> s.llm().idleTimeout()),
        new Setting("llm.total-timeout", "1m", Duration.ofMinutes(1), s -> s.llm().totalTimeout()),
        new Setting("llm.retries", "1", 1, s -> s.llm().retries()),
        new Setting("llm.breaker-wait", "3s", Duration.ofSeconds(3), s -> s.llm().breakerWait()),
        new Setting(
            "llm.last-resort", "none", LlmSettings.LastResort.NONE, s -> s.llm().lastResort()),
        new Setting(
            "llm.fallback.url",
            "https://others.example/v1",
            Optional.of(URI.create("https://others.example/v1")),
            s -> s.fallback().url()),
        new Setting("llm.fallback.model", "other", Optional.of("other"), s -> s.fallback().model()),
        new Setting(
            "llm.fallback.api-key", SECRET, Optional.of(SECRET), s -> s.fallback().apiKey()),
        new Setting("chat.max-sessions", "14", 14, s -> s.chat().maxSessions()),
        new Setting("chat.max-turns", "15", 15, s -> s.chat().maxTurns()),
        new Setting("chat.max-wait", "2s", Duration.ofSeconds(2), s -> s.chat().maxWait()),
        new Setting("chat.address-share", "0.5", 0.5, s -> s.chat().addressShare()),
        new Setting(
            "chat.address-header",
            "X-Real-IP",
            Optional.of("X-Real-IP"),
            s -> s.chat().addressHeader()),
        new Setting("llm.slot-timeout", "3s", Duration.ofSeconds(3), s -> s.llm().slotTimeout()),
        new Setting("chat.heartbeat", "3s", Duration.ofSeconds(3), s -> s.chat().heartbeat()),
        new Setting(
            "chat.hello-timeout", "4s", Duration.ofSeconds(4), s -> s.chat().helloTimeout()),
        new Setting(
            "chat.stall-timeout", "5s", Duration.ofSeconds(5), s -> s.chat().stallTimeout()),
        new Setting(
            "http.request-timeout", "6s", Duration.ofSeconds(6), s -> s.http().requestTimeout()),
        new Setting("chat.orphan-grace", "1h", Duration.ofHours(1), s -> s.chat().orphanGrace()),
        new Setting("chat.drain", "45s", Duration.ofSeconds(45), s -> s.chat().drain()),
        new Setting(
            "chat.allowed-origins",
            "https://a.example,https://b.example",
            Optional.of(List.of("https://a.example", "https://b.example")),
            s -> s.chat().allowedOrigins()),
        new Setting("api.keys", "one,two", Optional.of(List.of("one", "two")), s -> s.api().keys()),
        new Setting("admin.token", SECRET, Optional.of(SECRET), s -> s.admin().token()));
  }

  @Test
  void everySetting_hasARowAbove() {
    List<String> named =
        settings().map(Setting::name).map(n -> n.replaceFirst("\\.zh$", "")).toList();
    List<String> declared =
        GatewaySettings.ROOMS.stream()
            .flatMap(room ->
                Stream.of(room.getMethods()).map(method -> prefix(room) + kebab(method.getName())))
            .toList();
    assertThat(named).containsExactlyInAnyOrderElementsOf(declared);
  }

  /**
   * The README is what users have: a table row for each setting, and none for what is not there.
   */
  @Test
  void everySetting_standsInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String table = readme.substring(readme.indexOf("| setting |"), readme.indexOf("`RAPPORT_LOG"));
    List<String> rows =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("`", 3)[1])
            .toList();
    List<String> names =
        settings().map(Setting::name).map(n -> n.replaceFirst("\\.zh$", "")).distinct().toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(names);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void setting_isReachableByTheEnvironment(Setting setting) {
    Map<String, String> environment = enough(setting);
    environment.put(inEnvironment(setting.name), setting.written);
    assertThat(setting.reader.apply(read(environment, ""))).isEqualTo(setting.read);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void setting_isReachableByTheFile(Setting setting) {
    assertThat(setting.reader.apply(read(enough(setting), yaml(setting.name, setting.written))))
        .isEqualTo(setting.read);
  }

  @Test
  void environment_countsMoreThanTheFile() {
    GatewaySettings settings =
        read(
            Map.of("RAPPORT_HTTP_PORT", "1"), yaml("http.port", "2") + "  db:\n    pool-size: 3\n");
    assertThat(settings.http().port()).isEqualTo(1);
    assertThat(settings.database().poolSize()).isEqualTo(3);
  }

  @Test
  void emptyVariable_isNone() {
    assertThat(read(Map.of("RAPPORT_HTTP_PORT", ""), "").http().port()).isEqualTo(8080);
  }

  @Test
  void defaults_areTheDocumentedOnes() {
    GatewaySettings settings = read(Map.of(), "");
    Map<String, Object> defaults = new LinkedHashMap<>();
    settings().forEach(setting -> defaults.put(setting.name, setting.reader.apply(settings)));
    assertThat(defaults)
        .containsOnly(
            entry("http.host", "127.0.0.1"),
            entry("http.port", 8080),
            entry("management.port", 9090),
            entry("db.url", Optional.empty()),
            entry("db.pool-size", 8),
            entry("db.statement-timeout", Duration.ofSeconds(5)),
            entry("encoder.model", "all-minilm-l6-v2"),
            entry("encoder.models.zh", Map.of()),
            entry("encoder.threads", 0),
            entry("encoder.queue", 2048),
            entry("encoder.cache", 10_000),
            entry("encoder.pooling", Pooling.MEAN),
            entry("encoder.query-prefix", Optional.empty()),
            entry("encoder.max-tokens", 256),
            entry("search.products", 6),
            entry("search.faqs", 4),
            entry("search.min-score", 0.35),
            entry("search.timeout", Duration.ofSeconds(3)),
            entry("search.in-memory-rows", 100_000),
            entry("prompt.max-tokens", 3000),
            entry("prompt.history", 4),
            entry("llm.provider", LlmSettings.Provider.EXTRACTIVE),
            entry("llm.url", Optional.empty()),
            entry("llm.model", Optional.empty()),
            entry("llm.api-key", Optional.empty()),
            entry("llm.max-tokens", 600),
            entry("llm.max-streams", 1000),
            entry("llm.first-token-timeout", Duration.ofSeconds(10)),
            entry("llm.idle-timeout", Duration.ofSeconds(15)),
            entry("llm.total-timeout", Duration.ofSeconds(120)),
            entry("llm.retries", 2),
            entry("llm.breaker-wait", Duration.ofSeconds(5)),
            entry("llm.last-resort", LlmSettings.LastResort.EXTRACTIVE),
            entry("llm.fallback.url", Optional.empty()),
            entry("llm.fallback.model", Optional.empty()),
            entry("llm.fallback.api-key", Optional.empty()),
            entry("chat.max-sessions", 15_000),
            entry("chat.max-turns", 3000),
            entry("chat.max-wait", Duration.ofSeconds(1)),
            entry("chat.address-share", 0.8),
            entry("chat.address-header", Optional.empty()),
            entry("llm.slot-timeout", Duration.ofSeconds(2)),
            entry("chat.heartbeat", Duration.ofSeconds(25)),
            entry("chat.hello-timeout", Duration.ofSeconds(10)),
            entry("chat.stall-timeout", Duration.ofSeconds(15)),
            entry("http.request-timeout", Duration.ofSeconds(10)),
            entry("chat.orphan-grace", Duration.ofSeconds(60)),
            entry("chat.drain", Duration.ofSeconds(20)),
            entry("chat.allowed-origins", Optional.empty()),
            entry("api.keys", Optional.empty()),
            entry("admin.token", Optional.empty()));
  }

  @Test
  void problems_ofAllKinds_areToldAtOnce() {
    List<String> problems =
        problems(
            Map.of(
                "RAPPORT_LLM_MAX_TOKENS",
                "many",
                "RAPPORT_DB_POOL_SIZE",
                "0",
                "RAPPORT_DB_URL",
                "postgresql://shop:" + SECRET + "@host",
                "RAPPORT_LLM_API_KEY",
                SECRET,
                "RAPPORT_ADMIN_TOKEN",
                SECRET),
            """
            rapport:
              http: {port: eighty, prot: 1}
              management: {port: 70000}
              llm:
                provider: chatgpt
                url: http://bad url
                idle-timeout: soon
                total-timeout: 0s
                apikey: %s
              encoder:
                pooling: max
                models: {zh: '', EN: bge, fr: {deep: 1}}
              search: {min-score: high, products: 101, in-memory-rows: -1}
              chat: {heartbeat: 10ms}
              serach: {products: 3}
            other: %s
            rapport.http.port: 9
            """
                .formatted(SECRET, SECRET));
    assertThat(problems)
        .containsExactlyInAnyOrder(
            "llm.max-tokens: many (expected: a whole number)",
            "db.pool-size: 0 (expected: 1 or more)",
            "db.url: postgresql://…@host (expected: postgresql://user:password@host:port/database)",
            "http.port: eighty (expected: a whole number)",
            "http.prot: no such setting (expected: one of those in the README)",
            "management.port: 70000 (expected: 0 to 65535, 0 for any that is free)",
            "llm.provider: chatgpt (expected: extractive or openai)",
            "llm.url: http://bad url (expected: an address such as http://host/v1)",
            "llm.idle-timeout: soon (expected: a duration such as 250ms, 10s or 5m)",
            "llm.total-timeout: PT0S (expected: a duration over 0, such as 10s)",
            "llm.apikey: no such setting (expected: one of those in the README)",
            "encoder.pooling: max (expected: cls or mean)",
            "encoder.models.zh: nothing (expected: a value, or no such line)",
            "encoder.models.EN: bge (expected: a language's code such as zh, and its model)",
            "encoder.models.fr.deep: no such setting (expected: one of those in the README)",
            "search.in-memory-rows: -1 (expected: 0 or more)",
            "search.min-score: high (expected: a number)",
            "search.products: 101 (expected: 0 to 100)",
            "chat.heartbeat: PT0.01S (expected: 1s or more)",
            "serach.products: no such setting (expected: one of those in the README)",
            "other: no such setting (expected: one of those in the README)",
            "\"rapport.http.port\": no such setting (expected: one of those in the README)");
    assertThat(problems).noneMatch(problem -> problem.contains(SECRET));
  }

  @Test
  void model_thatIsToBeAskedButNotNamed_isAProblem() {
    assertThat(problems(Map.of("RAPPORT_LLM_PROVIDER", "openai"), ""))
        .containsExactlyInAnyOrder(
            "llm.url: not set (expected: the server's base, ending in /v1)",
            "llm.model: not set (expected: the model's name)");
    assertThat(problems(Map.of("RAPPORT_LLM_URL", "ftp://host/v1"), ""))
        .containsExactly("llm.url: ftp://host/v1 (expected: http://host/v1 or https://host/v1)");
  }

  @Test
  void fallback_hasAnAddressAndAName_orNeither() {
    assertThat(problems(Map.of("RAPPORT_LLM_FALLBACK_URL", "http://host/v1"), ""))
        .containsExactly(
            "llm.fallback.model: not set (expected: the model's name there, if and only if"
                + " llm.fallback.url is set)");
    assertThat(problems(Map.of("RAPPORT_LLM_RETRIES", "11"), ""))
        .containsExactly("llm.retries: 11 (expected: 0 to 10)");
  }

  @Test
  void brokenFile_isNamedByItsLineWithoutWhatStandsThere() {
    List<String> problems = problems(Map.of(), "rapport:\n  llm:\n    api-key: [" + SECRET + "\n");
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith(folder.resolve("rapport.yaml") + ": line ")
        .contains("(expected: ")
        .doesNotContain(SECRET, "\n");
  }

  @Test
  void message_hasALineForEachProblem() {
    SettingsException failure =
        catchThrowableOfType(
            SettingsException.class,
            () -> read(Map.of("RAPPORT_HTTP_PORT", "x", "RAPPORT_MANAGEMENT_PORT", "y"), ""));
    assertThat(failure.getMessage().lines())
        .containsExactlyInAnyOrder(
            "settings cannot be used:",
            "  http.port: x (expected: a whole number)",
            "  management.port: y (expected: a whole number)");
  }

  private List<String> problems(Map<String, String> environment, String file) {
    return catchThrowableOfType(SettingsException.class, () -> read(environment, file)).problems();
  }

  private GatewaySettings read(Map<String, String> environment, String file) {
    Path yaml = folder.resolve("rapport.yaml");
    try {
      Files.writeString(yaml, file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return GatewaySettings.read(environment, yaml);
  }

  /** What must be said besides: asking a model needs its address and name. */
  private static Map<String, String> enough(Setting setting) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (setting.name.equals("llm.provider")) {
      environment.put("RAPPORT_LLM_URL", "http://host/v1");
      environment.put("RAPPORT_LLM_MODEL", "m");
    }
    if (setting.name.equals("llm.fallback.url")) {
      environment.put("RAPPORT_LLM_FALLBACK_MODEL", "m");
    }
    if (setting.name.equals("llm.fallback.model")) {
      environment.put("RAPPORT_LLM_FALLBACK_URL", "http://host/v1");
    }
    return environment;
  }

  private static String inEnvironment(String name) {
    return "RAPPORT_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  private static String yaml(String name, String value) {
    StringBuilder yaml = new StringBuilder("rapport:\n");
    String[] levels = name.split("\\.", -1);
    for (int i = 0; i < levels.length; i++) {
      yaml.append("  ".repeat(i + 1)).append(levels[i]).append(i < levels.length - 1 ? ":\n" : "");
    }
    String written =
        value.contains(",")
            ? Stream.of(value.split(",", -1)).collect(Collectors.joining(", ", "[", "]"))
            : "'" + value + "'";
    return yaml.append(": ").append(written).append("\n").toString();
  }

  private static String prefix(Class<?> room) {
    return room.getAnnotation(io.smallrye.config.ConfigMapping.class)
            .prefix()
            .replaceFirst("^rapport\\.", "")
        + ".";
  }

  private static String kebab(String camel) {
    return camel.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
