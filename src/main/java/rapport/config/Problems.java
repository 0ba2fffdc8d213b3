package rapport.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with settings, so that all of it is told at once. */
public final class Problems {
  private static final Pattern NOT_CONVERTED =
      Pattern.compile(
          "SRCFG\\d+: The config property rapport\\.(\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (?:SRCFG\\d+: )?(.*)",
          Pattern.DOTALL);
  private static final Pattern UNKNOWN =
      Pattern.compile("SRCFG\\d+: rapport\\.(\\S+) (?:in \\S+ )?does not map to any root");

  private final List<String> problems = new ArrayList<>();

  /** Notes {@code name: value (expected: …)} unless {@code ok}. */
  public void expect(boolean ok, String name, @Nullable Object value, String expected) {
    if (!ok) {
      problems.add(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** Throws what was noted, if anything. */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /** SmallRye's message in our form. */
  static String readable(String message) {
    Matcher wrong = NOT_CONVERTED.matcher(message);
    if (wrong.matches()) {
      return "%s: %s (expected: %s)"
          .formatted(wrong.group(1), wrong.group(2), expected(wrong.group(3)));
    }
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      return unknown.group(1) + ": no such setting (expected: one of those in the README)";
    }
    return message.replaceAll("SRCFG\\d+: ", "").replace("rapport.", "");
  }

  private static String expected(String reason) {
    if (reason.startsWith("Expected an integer")) {
      return "a whole number";
    }
    if (reason.startsWith("Expected a double") || reason.contains("floating")) {
      return "a number";
    }
    return reason.replaceFirst("^Expected ", "").replaceFirst(", got .*", "");
  }
}
