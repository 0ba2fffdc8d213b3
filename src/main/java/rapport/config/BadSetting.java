package rapport.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value that is not of its setting's type, read out of SmallRye's message about it.
 *
 * @param name with {@code rapport.} before it
 */
record BadSetting(String name, String value, String expected) {
  private static final Pattern NOT_CONVERTED =
      Pattern.compile(
          "(?s).*?The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (?:SRCFG\\d+: )?(.*)");
  private static final Pattern EMPTY =
      Pattern.compile("(?s).*?The config property (\\S+) is defined as the empty String.*");
  private static final Pattern ALLOWED = Pattern.compile("allowed values: (\\S+)");

  static Optional<BadSetting> of(String message) {
    Matcher wrong = NOT_CONVERTED.matcher(message);
    if (wrong.matches()) {
      return Optional.of(new BadSetting(wrong.group(1), wrong.group(2), expected(wrong.group(3))));
    }
    Matcher empty = EMPTY.matcher(message);
    return empty.matches()
        ? Optional.of(new BadSetting(empty.group(1), "nothing", "a value, or no such line"))
        : Optional.empty();
  }

  /** SmallRye's reason in our words; our own converters already say what they expect. */
  private static String expected(String reason) {
    Matcher allowed = ALLOWED.matcher(reason);
    if (allowed.find()) {
      return Arrays.stream(allowed.group(1).split(",", -1))
          .sorted()
          .collect(Collectors.joining(" or "));
    }
    if (reason.startsWith("Expected an integer") || reason.startsWith("Expected a long")) {
      return "a whole number";
    }
    return reason.startsWith("Expected a double") ? "a number" : reason;
  }
}
