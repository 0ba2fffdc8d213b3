package rapport.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house, on the classes as they were compiled. */
class ArchitectureTest {
  /**
   * Locks that event loops may take, since what is done under them is a few instructions: the text
   * that the journal's tick reads, and the one connection that several loops may ask for at once.
   */
  private static final Set<String> SHORT_LOCKS =
      Set.of("rapport.session.Turn", "rapport.journal.NodeLock", "rapport.limit.WaitingLine");

  private static final Pattern SQL =
      Pattern.compile(
          "(?is).*\\b(select\\s.+\\sfrom|insert\\s+into|update\\s.+\\sset|delete\\s+from|with\\s+\\w+\\s+as\\s+(materialized\\s+)?\\().*");

  private static final Set<String> WAITS =
      Set.of(
          "java.lang.Thread.sleep",
          "java.lang.Thread.join",
          "java.lang.Object.wait",
          "java.util.concurrent.CompletableFuture.get",
          "java.util.concurrent.CompletableFuture.join",
          "java.util.concurrent.Future.get",
          "java.util.concurrent.CountDownLatch.await",
          "java.util.concurrent.CyclicBarrier.await",
          "java.util.concurrent.Semaphore.acquire",
          "java.util.concurrent.BlockingQueue.take",
          "java.util.concurrent.BlockingQueue.put",
          "java.util.concurrent.locks.Condition.await",
          "java.util.concurrent.locks.LockSupport.park",
          "java.util.concurrent.locks.LockSupport.parkNanos",
          "io.vertx.core.Future.await");

  @Test
  void rooms_useOnlyThoseThatTheListAllows() {
    Map<String, Set<String>> tooMuch = new TreeMap<>();
    Rooms.used()
        .forEach((room, used) -> {
          Set<String> more = new TreeSet<>(used);
          more.removeAll(Rooms.ALLOWED.getOrDefault(room, Set.of()));
          if (!Rooms.TOP.contains(room) && !more.isEmpty()) {
            tooMuch.put(room, more);
          }
        });
    assertThat(tooMuch).isEmpty();
  }

  @Test
  void list_allowsNothingThatNobodyUses() {
    Map<String, Set<String>> used = Rooms.used();
    used.keySet().removeAll(Rooms.TOP);
    assertThat(used).containsExactlyInAnyOrderEntriesOf(Rooms.ALLOWED);
  }

  @Test
  void rooms_haveNoCycles() {
    slices().matching("rapport.(*)..").as("rooms").should().beFreeOfCycles().check(Rooms.classes());
  }

  @Test
  void top_isKnownToNoRoom() {
    noClasses()
        .that(resideInAnyPackage("rapport.*..").and(notIn("rapport.cli..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("rapport", "rapport.cli.."))
        .check(Rooms.classes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "fault", "life", "config"})
  void vocabulary_usesNothingOfOurs(String room) {
    assertThat(Rooms.used().get(room)).isEmpty();
  }

  @Test
  void doors_doNotKnowEachOther() {
    Set<String> doors = Set.of("http", "openai", "socket");
    for (String door : doors) {
      assertThat(Rooms.used().get(door)).as(door).doesNotContainAnyElementsOf(doors);
    }
  }

  @Test
  void sqlClients_areTouchedByRoomsWithTablesAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "rapport",
            "rapport.cli",
            "rapport.catalog..",
            "rapport.journal..",
            "rapport.load.compare..",
            "rapport.search..",
            "rapport.database..",
            "rapport.localdb..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.vertx.sqlclient..",
                "io.vertx.pgclient..",
                "java.sql..",
                "javax.sql..",
                "org.postgresql..",
                "org.flywaydb.."))
        .check(Rooms.classes());
  }

  @Test
  void top_passesThePoolOnAndNeverAsksIt() {
    noClasses()
        .that()
        .resideInAnyPackage("rapport", "rapport.cli")
        .should()
        .callMethodWhere(
            targetOwner(resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")))
        .check(Rooms.classes());
  }

  /** In the sources, since the compiler copies constants to where they are used. */
  @Test
  void sql_standsInSqlClassesAlone() {
    assertThat(Sources.all())
        .filteredOn(source -> !source.name().endsWith("Sql.java"))
        .filteredOn(source -> source.texts().stream().anyMatch(SQL.asMatchPredicate()))
        .extracting(Sources::name)
        .isEmpty();
  }

  @Test
  void sql_isNeverBuiltFromText() {
    assertThat(Compiled.under(Rooms.CLASSES))
        .filteredOn(compiled -> compiled.file().endsWith("Sql"))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(sql -> {
          assertThat(sql.texts()).as(sql.name()).anyMatch(SQL.asMatchPredicate());
          assertThat(sql.methodsThatTakeText()).as(sql.name()).isEmpty();
          assertThat(sql.buildsText()).as(sql.name() + " joins text").isFalse();
        });
  }

  @Test
  void recordJson_isForItsStoreAndTheDoors() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "rapport.chat", "rapport.journal", "rapport.openai", "rapport.socket", "rapport.http")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("rapport.chat.RecordJson")
        .check(Rooms.classes());
  }

  /**
   * Tables, feeds, reports and model servers have JSON of their own; conversations and answers have
   * none.
   */
  @Test
  void json_isForDoorsTablesFeedsReportsAndModelServers() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "rapport.chat",
            "rapport.socket",
            "rapport.openai",
            "rapport.http",
            "rapport.journal",
            "rapport.catalog",
            "rapport.search",
            "rapport.ingest",
            "rapport.eval",
            "rapport.load..",
            "rapport.chaos",
            "rapport.llm")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.vertx.core.json..", "com.fasterxml.."))
        .check(Rooms.classes());
  }

  @Test
  void eventLoops_waitForNothing() {
    noClasses()
        .that(resideInAnyPackage(packagesOnEventLoops()))
        .should()
        .callMethodWhere(waits())
        .check(Rooms.classes());
  }

  /** The rule above sees what it looks for: these rooms have threads of their own that may wait. */
  @ParameterizedTest
  @ValueSource(strings = {"cli", "encode", "ingest"})
  void roomsWithThreadsOfTheirOwn_wait(String room) {
    assertThat(Rooms.classes().stream())
        .filteredOn(type -> Rooms.of(type).equals(room))
        .flatExtracting(JavaClass::getMethodCallsFromSelf)
        .anyMatch(call -> waits(call.getTarget()));
  }

  @Test
  void eventLoops_takeNoLocksButShortOnes() {
    assertThat(Compiled.under(Rooms.CLASSES))
        .filteredOn(compiled -> Rooms.ON_EVENT_LOOPS.contains(roomOf(compiled)))
        .filteredOn(Compiled::locks)
        .extracting(Compiled::file)
        .containsOnlyOnceElementsOf(SHORT_LOCKS)
        .isSubsetOf(SHORT_LOCKS);
  }

  @Test
  void everyRoom_saysWhatItIsAndWhatMayBeNull() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(org.jspecify.annotations.NullMarked.class)
        .check(Rooms.classes());
    Set<String> described = new TreeSet<>();
    Rooms.classes().stream()
        .filter(type -> type.getSimpleName().equals("package-info"))
        .forEach(type -> described.add(Rooms.of(type)));
    assertThat(described).containsExactlyElementsOf(new TreeSet<>(Rooms.used().keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.mockito.Mockito",
        "org.easymock.EasyMock",
        "org.jmock.Mockery",
        "mockit.Mocked",
        "org.powermock.api.mockito.PowerMockito",
        "com.github.tomakehurst.wiremock.WireMockServer",
        "org.mockserver.integration.ClientAndServer"
      })
  void mockingLibraries_areNotOnTheClassPath(String library) {
    String resource = library.replace('.', '/') + ".class";
    assertThat(ArchitectureTest.class.getClassLoader().getResource(resource)).isNull();
  }

  private static String[] packagesOnEventLoops() {
    return Rooms.ON_EVENT_LOOPS.stream()
        .map(room -> "rapport." + room + "..")
        .toArray(String[]::new);
  }

  private static String roomOf(Compiled compiled) {
    String[] names = compiled.name().split("\\.", -1);
    return names.length > 2 ? names[1] : "";
  }

  private static DescribedPredicate<JavaClass> notIn(String packages) {
    return DescribedPredicate.not(resideInAnyPackage(packages));
  }

  private static DescribedPredicate<JavaAccess<?>> targetOwner(
      DescribedPredicate<JavaClass> owner) {
    return DescribedPredicate.describe(
        "a method of " + owner.getDescription(), call -> owner.test(call.getTargetOwner()));
  }

  private static DescribedPredicate<JavaAccess<?>> waits() {
    return DescribedPredicate.describe("that wait", call -> waits(call.getTarget()));
  }

  private static boolean waits(AccessTarget target) {
    return WAITS.stream()
        .anyMatch(wait -> {
          int dot = wait.lastIndexOf('.');
          return target.getName().equals(wait.substring(dot + 1))
              && target.getOwner().isAssignableTo(wait.substring(0, dot));
        });
  }
}
