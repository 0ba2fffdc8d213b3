package rapport.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Brings the tables up to date from the files in {@code sql/}. */
public final class Schema {
  private Schema() {}

  /**
   * Applies what is missing; safe when several processes do so at once. Blocks.
   *
   * @return how many files were applied
   * @throws GatewayException {@code unavailable}, with what to do
   */
  public static int migrate(String url) {
    URI uri = URI.create(url);
    String[] user = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String jdbc = "jdbc:postgresql://" + uri.getRawAuthority().replaceFirst("^[^@]*@", "");
    try {
      MigrateResult result =
          Flyway.configure(Schema.class.getClassLoader())
              .dataSource(jdbc + uri.getRawPath() + query, part(user, 0), part(user, 1))
              .locations("classpath:sql")
              .loggers("slf4j")
              .load()
              .migrate();
      return result.migrationsExecuted;
    } catch (FlywayException e) {
      throw new GatewayException(
          Fault.UNAVAILABLE,
          "the schema cannot be brought up to date: " + firstLine(e) + " (is db.url right?)",
          e);
    }
  }

  private static String part(String[] parts, int index) {
    return index < parts.length ? URLDecoder.decode(parts[index], StandardCharsets.UTF_8) : "";
  }

  private static String firstLine(FlywayException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
