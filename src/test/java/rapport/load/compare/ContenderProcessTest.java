package rapport.load.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.load.LoadException;

class ContenderProcessTest {
  @Test
  void oneThatDoesNotStart_isToldWithWhatItSaid(@TempDir Path target) throws IOException {
    Path jar = Contender.FLOOR.jar(target);
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "no jar at all");
    Surroundings around =
        new Surroundings(
            "postgresql://nowhere/none", null, URI.create("http://127.0.0.1:1/v1"), target);

    assertThatThrownBy(() -> ContenderProcess.start(Contender.FLOOR, around, target))
        .isInstanceOf(LoadException.class)
        .hasMessageContainingAll("Floor does not welcome anybody", "floor.log", "jarfile");
  }

  @Test
  void everyContender_isToldWhereTheModelAndTheDatabaseAre() {
    Surroundings around =
        new Surroundings(
            "postgresql://a:b@127.0.0.1:1/c",
            null,
            URI.create("http://127.0.0.1:2/v1"),
            Path.of("e"));

    for (Contender contender : Contender.values()) {
      assertThat(contender.environment(around, 3, 4).values())
          .as(contender.id())
          .contains("postgresql://a:b@127.0.0.1:1/c", "http://127.0.0.1:2/v1", "3");
    }
  }
}
