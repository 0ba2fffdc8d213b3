package rapport.localdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container engine is asked for; the engine only writes it down. */
class ContainerTest {
  private static final String PASSWORD = "0123456789abcdef";

  @TempDir Path folder;
  private Path calls;
  private Path input;
  private Path environment;
  private Container container;

  @BeforeEach
  void setUp() throws IOException {
    calls = folder.resolve("calls");
    input = folder.resolve("input");
    environment = folder.resolve("environment");
    Path engine = folder.resolve("engine");
    Files.writeString(
        engine,
        """
        #!/bin/sh
        echo "$*" >> '%s'
        case "$*" in
          *psql*) cat > '%s' ;;
          *--env-file*) cat "${0%%/*}/container.env" > '%s' ;;
          container\\ inspect*) echo true ;;
        esac
        """
            .formatted(calls, input, environment));
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
    container = new Container(engine.toString(), folder, _ -> {});
  }

  @Test
  void create_setsUpTheDatabase_andNoPasswordIsAnArgument() {
    container.create(PASSWORD);

    assertThat(input).content().contains("create extension vector", PASSWORD);
    assertThat(environment).content().startsWith("POSTGRES_PASSWORD=");
    String superuser = contentOf(environment).strip().replace("POSTGRES_PASSWORD=", "");
    assertThat(calls).content().doesNotContain(PASSWORD, superuser);
    assertThat(folder.resolve("container.env")).doesNotExist();
  }

  @Test
  void create_beforeItsSetup_publishesNoPort() {
    container.create(PASSWORD);

    assertThat(calls).content().doesNotContain(" -p ");
  }

  @Test
  void start_afterwards_publishesOnLoopbackAndKeepsTheVolume() {
    container.create(PASSWORD);
    Container again = Container.in(folder).orElseThrow();

    again.start(15_432);

    String name = "rapport-" + StateFolder.hash(folder.toString());
    assertThat(calls)
        .content()
        .contains("-p 127.0.0.1:15432:5432")
        .contains("-v " + name + ":/var/lib/postgresql/data");
    assertThat(again.isRunning()).isTrue();
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
