package rapport.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The floor that keeps a record keeps it as the gateway does: its program is built by itself. */
class FloorStatementsTest {
  private static final Path FLOOR = Path.of("src/bench/floor/src/main/resources");

  /** The floor gives JSON as text. */
  private static final String CAST = "::text::jsonb";

  @Test
  void statements_areTheGateways_butForCasts() throws IOException {
    assertThat(withoutCasts("accept.sql")).isEqualTo(JournalSql.ACCEPT);
    assertThat(withoutCasts("source.sql")).isEqualTo(JournalSql.SOURCE);
    assertThat(withoutCasts("finish.sql")).isEqualTo(JournalSql.FINISH);
  }

  private static String withoutCasts(String file) throws IOException {
    return Files.readString(FLOOR.resolve(file)).replace(CAST, "");
  }
}
