package rapport.bench.spring;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Turns what the lab says into what Spring is configured by, and starts it. */
@SpringBootApplication
public class SpringPeer {
  public static void main(String[] args) {
    String variant = System.getenv("CONTENDER_VARIANT");
    if (variant.equals("tuned")) {
      System.setProperty("reactor.schedulers.defaultBoundedElasticOnVirtualThreads", "true");
      System.setProperty("ai.djl.pytorch.num_threads", "1");
    }
    URI database = URI.create(System.getenv("CONTENDER_DB_URL"));
    String[] user = database.getUserInfo().split(":", 2);
    SpringApplication application = new SpringApplication(SpringPeer.class);
    application.setAdditionalProfiles(variant);
    application.setDefaultProperties(
        Map.of(
            "spring.datasource.url",
            "jdbc:postgresql://%s:%d%s"
                .formatted(database.getHost(), database.getPort(), database.getPath()),
            "spring.datasource.username",
            user[0],
            "spring.datasource.password",
            user[1]));
    application.run(args);
  }
}
