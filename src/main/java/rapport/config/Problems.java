package rapport.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with settings, so that all of it is told at once. */
public final class Problems {
  private final List<String> problems = new ArrayList<>();

  /** Notes {@code name: value (expected: …)} unless {@code ok}. */
  public void expect(boolean ok, String name, @Nullable Object value, String expected) {
    if (!ok) {
      note(name, value, expected);
    }
  }

  void note(String name, @Nullable Object value, String expected) {
    problems.add(name + ": " + value + " (expected: " + expected + ")");
  }

  /** Throws what was noted, if anything. */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }
}
