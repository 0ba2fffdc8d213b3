package rapport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, among tools that only write down how they were called. */
class LauncherTest {
  private static final String FAKE_JAVA =
      """
      #!/bin/bash
      printf 'java:'; printf ' [%s]' "$@"; echo
      """;
  private static final String FAKE_MAVEN =
      """
      #!/bin/bash
      echo "$PWD $*" >> "$CALLS"
      mkdir -p target && touch target/rapport.jar
      """;

  @TempDir Path temp;
  private Path checkout;
  private Path tools;
  private Path jdks;
  private Path calls;
  private final Map<String, String> environment = new TreeMap<>();

  private record Outcome(int exit, String out, String err) {}

  @BeforeEach
  void setUp() throws IOException {
    checkout = Files.createDirectories(temp.resolve("a shop's checkout"));
    tools = Files.createDirectories(temp.resolve("tools"));
    jdks = Files.createDirectories(temp.resolve("opt"));
    calls = temp.resolve("calls");
    Files.copy(Path.of("rapport"), checkout.resolve("rapport"), COPY_ATTRIBUTES);
    Files.createDirectories(checkout.resolve("src/main"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    for (String tool :
        List.of("bash", "env", "dirname", "readlink", "sed", "find", "head", "awk")) {
      link(tool);
    }
    for (String tool :
        List.of("mkdir", "mv", "rm", "touch", "flock", "tail", "grep", "tee", "id")) {
      link(tool);
    }
    environment.put("PATH", tools.toString());
    environment.put("HOME", temp.toString());
    environment.put("RAPPORT_ROOT", temp.toString());
    environment.put("CALLS", calls.toString());
  }

  @Test
  void run_withOnlyAnOldJdk_saysWhatIsNeededInOneLine() throws Exception {
    jdk("found", "17.0.2");
    environment.put("JAVA_HOME", jdk("old", "1.8.0_402").toString());

    Outcome outcome = run("db", "url");

    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err.lines()).hasSize(2);
    assertThat(outcome.err).startsWith("rapport: a JDK 25 or newer is needed");
    assertThat(outcome.err).contains("openjdk-25-jdk", "RAPPORT_JAVA_HOME");
    assertThat(calls).doesNotExist();
  }

  @Test
  void run_withARuntimeThatCannotCompile_looksFurther() throws Exception {
    Files.delete(jdk("found", "25.0.1").resolve("bin/javac"));

    assertThat(run("db", "url").err).startsWith("rapport: a JDK 25 or newer is needed");
  }

  @Test
  void run_withAnOldJdkOnThePathAndANewOneBeside_takesTheNewOne() throws Exception {
    Files.createSymbolicLink(
        tools.resolve("java"),
        Files.move(jdk("old", "17"), temp.resolve("17")).resolve("bin/java"));
    jdk("found", "25.0.1");
    maven();

    assertThat(run("db", "url").out).startsWith("java: [-XX:+UseCompactObjectHeaders]");
  }

  @Test
  void run_withAWishThatIsTooOld_saysSoInsteadOfTakingAnother() throws Exception {
    jdk("found", "25.0.1");
    environment.put("RAPPORT_JAVA_HOME", jdk("old", "21.0.4").toString());

    Outcome outcome = run("db", "url");

    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.err.strip())
        .isEqualTo(
            "rapport: RAPPORT_JAVA_HOME=%s is no JDK 25 or newer".formatted(jdks.resolve("old")));
  }

  @Test
  void run_withoutMavenAndNothingBuilt_saysHowToGetIt() throws Exception {
    jdk("found", "25.0.1");

    Outcome outcome = run("db", "url");

    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.err.lines()).hasSize(2);
    assertThat(outcome.err).startsWith("rapport: Maven is needed to build, and none was found");
  }

  @Test
  void run_withoutMavenButBuilt_needsNone() throws Exception {
    jdk("found", "25.0.1");
    maven();
    run("db", "url");
    Files.delete(tools.resolve("mvn"));

    assertThat(run("db", "url").exit).isZero();
  }

  @Test
  void run_passesArgumentsAsTheyAre() throws Exception {
    jdk("found", "25.0.1");
    maven();
    environment.put("RAPPORT_JAVA_OPTS", "-Xmx1g -Dx=y");

    Outcome outcome = run("ask", "is it \"blue\" & $HOME?", "", "*");

    assertThat(outcome.out)
        .contains("[-Xmx1g] [-Dx=y]")
        .contains("[-Drapport.checkout=%s]".formatted(checkout.toRealPath()))
        .contains("[-jar] [%s/target/rapport.jar]".formatted(checkout.toRealPath()))
        .endsWith("[ask] [is it \"blue\" & $HOME?] [] [*]\n");
  }

  @Test
  void run_throughSymlinksFromElsewhere_findsItsCheckout() throws Exception {
    jdk("found", "25.0.1");
    maven();
    Files.createSymbolicLink(temp.resolve("first"), checkout.resolve("rapport"));
    Path second = Files.createSymbolicLink(temp.resolve("second"), Path.of("first"));

    Outcome outcome = run(second, "db", "url");

    assertThat(outcome.out).contains(checkout.toRealPath() + "/target/rapport.jar");
    assertThat(calls)
        .content()
        .startsWith(
            checkout.toRealPath() + " -B -Dstyle.color=never -Dmaven.test.skip=true package");
  }

  @Test
  void run_again_buildsOnlyWhenASourceIsNewer() throws Exception {
    jdk("found", "25.0.1");
    maven();
    run("db", "url");
    run("db", "url");
    assertThat(calls).content().hasLineCount(1);

    Path source = Files.writeString(checkout.resolve("src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    run("db", "url");

    assertThat(calls).content().hasLineCount(2);
  }

  @Test
  void run_whenTheBuildFails_showsItsErrorsOnce() throws Exception {
    jdk("found", "25.0.1");
    tool(
        tools.resolve("mvn"),
        """
        #!/bin/bash
        echo '[INFO] noise'; echo '[ERROR] Foo.java: no such symbol'; echo '[ERROR] -> [Help 1]'
        exit 1
        """);

    Outcome outcome = run("db", "url");

    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err)
        .isEqualTo(
            """
            [ERROR] Foo.java: no such symbol
            rapport: the build failed; its output is above
            """);
  }

  @Test
  void twoRuns_atOnce_buildOneAfterTheOther() throws Exception {
    jdk("found", "25.0.1");
    tool(
        tools.resolve("mvn"),
        """
        #!/bin/bash
        mkdir building || { echo 'two at once' >> "$CALLS"; exit 1; }
        echo built >> "$CALLS"
        read -t 0.3 < <(tail -f /dev/null)
        mkdir -p target && touch target/rapport.jar
        rmdir building
        """);
    link("rmdir");

    Process one = start(checkout.resolve("rapport"), "db", "url");
    Process other = start(checkout.resolve("rapport"), "db", "url");

    assertThat(outcomeOf(one).exit).isZero();
    assertThat(outcomeOf(other).exit).isZero();
    assertThat(calls).content().isEqualTo("built\n");
  }

  @Test
  void test_inContinuousIntegrationWithoutATool_fails() throws Exception {
    jdk("found", "25.0.1");
    maven();
    environment.put("CI", "true");

    Outcome outcome = run("test");

    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.err).contains("rapport: the tests of the page need: chromium");
  }

  @Test
  void test_elsewhereWithoutATool_saysWhatIsSkippedAndRuns() throws Exception {
    jdk("found", "25.0.1");
    maven();

    Outcome outcome = run("test", "-Dtest=FooTest");

    assertThat(outcome.exit).isZero();
    assertThat(outcome.err)
        .contains("rapport: the tests of the page will be skipped; they need: chromium")
        .contains("nodejs")
        .contains(
            "rapport: the tests of the files for Kubernetes will be skipped; they need kubectl");
    assertThat(calls).content().contains(" verify -Dtest=FooTest");
  }

  @Test
  void test_whenTestsFail_endsWithTheSummaryAndFails() throws Exception {
    jdk("found", "25.0.1");
    maven();
    run("db", "url");
    tool(
        tools.resolve("mvn"),
        """
        #!/bin/bash
        echo '[ERROR] Tests run: 5, Failures: 1, Errors: 0, Skipped: 0'; echo '[INFO] BUILD FAILURE'
        exit 1
        """);

    Outcome outcome = run("test");

    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.out).endsWith("[ERROR] Tests run: 5, Failures: 1, Errors: 0, Skipped: 0\n");
  }

  @Test
  void image_isLaidOutTrainedAndPacked() throws Exception {
    Path home = jdk("found", "25.0.1");
    maven();
    for (String tool : List.of("uname", "cat", "du", "rm")) {
      link(tool);
    }
    Files.createDirectories(checkout.resolve("src/image"));
    tool(
        checkout.resolve("src/image/assemble"),
        """
        #!/bin/bash
        echo "laid out: $*" >> "$CALLS"
        """);
    Files.createDirectories(checkout.resolve("target"));
    Files.writeString(checkout.resolve("target/test.classpath"), "");
    Files.writeString(checkout.resolve("target/rapport-image.tar"), "");

    Outcome outcome = run("image", "scratch", "-Dimage.name=shop:1");

    assertThat(outcome.err).contains("[rapport.deploy.Training] [target/image]");
    assertThat(outcome.exit).isZero();
    assertThat(calls)
        .content()
        .contains("laid out: %s %s scratch".formatted(home.toRealPath(), checkout.toRealPath()))
        .contains("-q -f src/image/pom.xml")
        .endsWith(" -Dimage.base=scratch jib:buildTar -Dimage.name=shop:1\n");
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(jdks.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    tool(home.resolve("bin/java"), FAKE_JAVA);
    tool(home.resolve("bin/javac"), FAKE_JAVA);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    return home;
  }

  private void maven() throws IOException {
    tool(tools.resolve("mvn"), FAKE_MAVEN);
  }

  private static void tool(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The machine's own, where it has one. */
  private void link(String tool) throws IOException {
    for (String folder : List.of("/usr/bin", "/bin")) {
      Path real = Path.of(folder, tool);
      if (Files.isExecutable(real)) {
        tool(tools.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(real));
        return;
      }
    }
  }

  private Outcome run(String... arguments) throws Exception {
    return run(checkout.resolve("rapport"), arguments);
  }

  private Outcome run(Path launcher, String... arguments) throws Exception {
    return outcomeOf(start(launcher, arguments));
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    var builder = new ProcessBuilder(tools.resolve("bash").toString(), launcher.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(temp.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Outcome outcomeOf(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), out, err);
  }
}
