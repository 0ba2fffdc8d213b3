package rapport.bench.quarkus;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.URI;

/** Turns what the lab says into what Quarkus is configured by, and starts it. */
@QuarkusMain
public class Main {
  public static void main(String... args) {
    URI database = URI.create(System.getenv("CONTENDER_DB_URL"));
    String[] user = database.getUserInfo().split(":", 2);
    System.setProperty(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath());
    System.setProperty("quarkus.datasource.username", user[0]);
    System.setProperty("quarkus.datasource.password", user[1]);
    System.setProperty("quarkus.profile", System.getenv("CONTENDER_VARIANT"));
    Quarkus.run(args);
  }
}
