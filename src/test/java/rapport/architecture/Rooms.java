package rapport.architecture;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The house as it is compiled, and who may know whom in it. */
final class Rooms {
  static final Path CLASSES = Path.of("target", "classes");
  static final Path SOURCES = Path.of("src", "main", "java");

  /** The root package, which wires, and the command line: they may see every room. */
  static final Set<String> TOP = Set.of("", "cli");

  /** Who may import whom, from the bottom of the house to its doors. A line is a decision. */
  static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          room("fault"),
          room("life"),
          room("chat"),
          room("config"),
          room("limit"),
          room("telemetry"),
          room("localdb"),
          room("database", "fault", "life"),
          room("encode", "chat", "fault", "life"),
          room("catalog", "chat", "database", "encode", "words"),
          room("ingest", "catalog", "chat", "encode", "fault"),
          room("words", "chat"),
          room("index"),
          room("search", "chat", "database", "encode", "fault", "index", "words"),
          room("eval", "chat", "fault"),
          room("load", "catalog", "chat", "database", "encode", "fault", "ingest"),
          room("chaos", "load", "localdb"),
          room("prompt", "chat", "search"),
          room("llm", "chat", "fault", "life", "prompt", "telemetry"),
          room("answer", "chat", "llm", "prompt", "search", "telemetry"),
          room("journal", "chat", "database", "fault", "life"),
          room(
              "session",
              "answer",
              "chat",
              "fault",
              "journal",
              "limit",
              "llm",
              "search",
              "telemetry"),
          room("socket", "chat", "fault", "journal", "limit", "session", "telemetry"),
          room("openai", "chat", "fault", "journal", "limit", "session", "telemetry"),
          room(
              "http",
              "catalog",
              "chat",
              "fault",
              "ingest",
              "journal",
              "life",
              "limit",
              "search",
              "session",
              "telemetry"));

  /** Rooms whose code is called on event loops. */
  static final List<String> ON_EVENT_LOOPS =
      List.of(
          "answer",
          "catalog",
          "chat",
          "database",
          "fault",
          "http",
          "index",
          "journal",
          "life",
          "limit",
          "llm",
          "openai",
          "prompt",
          "search",
          "session",
          "socket",
          "telemetry");

  private static final class Imported {
    static final JavaClasses CLASSES = new ClassFileImporter().importPath(Rooms.CLASSES);
  }

  private Rooms() {}

  static JavaClasses classes() {
    return Imported.CLASSES;
  }

  /** {@code session} of {@code rapport.session.Turn}; empty for the root package. */
  static String of(JavaClass type) {
    String[] names = type.getPackageName().split("\\.", -1);
    return names.length > 1 ? names[1] : "";
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals("rapport") || type.getPackageName().startsWith("rapport.");
  }

  /** What each room makes use of among the others, as compiled. */
  static Map<String, Set<String>> used() {
    Map<String, Set<String>> used = new TreeMap<>();
    for (JavaClass type : classes()) {
      Set<String> others = used.computeIfAbsent(of(type), room -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .map(JavaClass::getBaseComponentType)
          .filter(Rooms::isOurs)
          .map(Rooms::of)
          .filter(other -> !other.equals(of(type)))
          .forEach(others::add);
    }
    return used;
  }

  private static Map.Entry<String, Set<String>> room(String name, String... mayUse) {
    return Map.entry(name, Arrays.stream(mayUse).collect(toCollection(TreeSet::new)));
  }
}
