package rapport.openai;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/** LangChain4j's client, in a process of its own: it needs a newer Jackson than we have. */
final class LangChainClient {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final ForeignClient maven;
  private final String baseUrl;

  private LangChainClient(ForeignClient maven, String baseUrl) {
    this.maven = maven;
    this.baseUrl = baseUrl;
  }

  static LangChainClient of(String baseUrl) {
    return new LangChainClient(
        ForeignClient.installed(
            "langchain4j-client",
            List.of("pom.xml", "LangChain.java"),
            List.of(mvn(), "-B", "-q", "dependency:copy-dependencies")),
        baseUrl);
  }

  /** The one that runs these tests. */
  private static String mvn() {
    String home = System.getProperty("maven.home");
    return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
  }

  /** What one step of {@code LangChain.java} saw. */
  JsonObject run(String step, String key, String text, String user) {
    return maven.says(
        List.of(
            JAVA,
            "-cp",
            Path.of("lib", "*").toString(),
            "LangChain.java",
            step,
            baseUrl,
            key,
            text,
            user));
  }
}
