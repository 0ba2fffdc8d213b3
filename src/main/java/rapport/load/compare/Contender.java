package rapport.load.compare;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is measured. What each does and lacks is told in {@code src/bench/README.md}. */
public enum Contender {
  RAPPORT("Rapport", "this gateway, as ./rapport serve runs it", "rapport.jar", ""),
  FLOOR(
      "Floor",
      "a bare encoder and a hand-written relay: no search, no record, no JSON tree",
      "bench/floor/floor.jar",
      ""),
  FLOOR_KEPT(
      "Floor with a record",
      "the same, its questions, sources and answers stored in the gateway's tables before they are told",
      "bench/floor/floor.jar",
      "kept"),
  QUARKUS(
      "Quarkus",
      "websockets-next, LangChain4j, pgvector; as its documentation leads one to build it",
      "bench/quarkus/quarkus-app/quarkus-run.jar",
      "documented"),
  QUARKUS_TUNED(
      "Quarkus, tuned",
      "the same, as far as its settings and a few lines go",
      "bench/quarkus/quarkus-app/quarkus-run.jar",
      "tuned"),
  SPRING(
      "Spring AI",
      "WebFlux, Spring AI, pgvector; as its documentation leads one to build it",
      "bench/spring/spring.jar",
      "documented"),
  SPRING_TUNED(
      "Spring AI, tuned",
      "the same, as far as its settings and a few lines go",
      "bench/spring/spring.jar",
      "tuned");

  private static final int MOST_STREAMS = 8_000;
  private static final int DATABASE_CONNECTIONS = 8;

  private final String title;
  private final String about;
  private final String jar;
  private final String variant;

  Contender(String title, String about, String jar, String variant) {
    this.title = title;
    this.about = about;
    this.jar = jar;
    this.variant = variant;
  }

  /** As it is called in documents and on the command line: {@code quarkus-tuned}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  String about() {
    return about;
  }

  /**
   * @param target the checkout's folder of what was built
   */
  Path jar(Path target) {
    return target.resolve(jar);
  }

  /** It shows what is possible, and does not compete. */
  boolean isFloor() {
    return this == FLOOR || this == FLOOR_KEPT;
  }

  /** As documented: measured once, to show what tuning brings. */
  boolean isUntuned() {
    return variant.equals("documented");
  }

  List<String> arguments() {
    return this == RAPPORT ? List.of("serve") : List.of();
  }

  /** What its process is told, in its environment. */
  Map<String, String> environment(Surroundings around, int port, int otherPort) {
    Map<String, String> environment = new HashMap<>();
    if (this == RAPPORT) {
      environment.put("RAPPORT_HTTP_HOST", "127.0.0.1");
      environment.put("RAPPORT_HTTP_PORT", Integer.toString(port));
      environment.put("RAPPORT_MANAGEMENT_PORT", Integer.toString(otherPort));
      environment.put("RAPPORT_DB_URL", around.database());
      environment.put("RAPPORT_DB_POOL_SIZE", Integer.toString(DATABASE_CONNECTIONS));
      environment.put("RAPPORT_LLM_PROVIDER", "openai");
      environment.put("RAPPORT_LLM_MODEL", "scripted");
      environment.put("RAPPORT_LLM_URL", around.model().toString());
      environment.put("RAPPORT_LLM_MAX_STREAMS", Integer.toString(MOST_STREAMS));
      environment.put("RAPPORT_CHAT_MAX_TURNS", Integer.toString(MOST_STREAMS));
      environment.put("RAPPORT_CHAT_MAX_SESSIONS", Integer.toString(2 * MOST_STREAMS));
      environment.put("RAPPORT_CHAT_ADDRESS_SHARE", "1");
      environment.put("RAPPORT_LLM_TOTAL_TIMEOUT", "10m");
      environment.put("RAPPORT_LLM_MAX_TOKENS", "8000");
      environment.put("RAPPORT_LOG", "WARN");
    } else {
      environment.put("CONTENDER_PORT", Integer.toString(port));
      environment.put("CONTENDER_DB_URL", around.database());
      environment.put("CONTENDER_DB_POOL", Integer.toString(DATABASE_CONNECTIONS));
      environment.put("CONTENDER_MODEL_URL", around.model().toString());
      environment.put("CONTENDER_ENCODER", around.encoder().toString());
      environment.put("CONTENDER_MAX_STREAMS", Integer.toString(MOST_STREAMS));
      environment.put("CONTENDER_VARIANT", variant);
    }
    return environment;
  }
}
