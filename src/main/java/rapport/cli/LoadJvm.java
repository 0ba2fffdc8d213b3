package rapport.cli;

import java.util.List;

/** How the lab starts the server it measures. */
final class LoadJvm {
  /** Answers at once that it must allow for: the lab's scenarios decide, not the setting. */
  static final int MOST_STREAMS = 8_000;

  /** As the launcher starts the gateway, with a heap that every contender gets, whole at once. */
  static final List<String> OPTIONS =
      List.of(
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Xms1g",
          "-Xmx1g");

  private LoadJvm() {}
}
