package rapport.load;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** What shoppers ask: never the same twice, so that no cache flatters anyone. Not thread-safe. */
public final class Questions {
  private static final List<String> OPENINGS =
      List.of(
          "Do you have",
          "I am looking for",
          "Can you recommend",
          "Which is the best among your",
          "Show me",
          "What do you think of",
          "My sister wants",
          "Is there any discount on",
          "How good are your",
          "I would like to buy");
  private static final List<String> KINDS =
      List.of(
          "light",
          "quiet",
          "wireless",
          "waterproof",
          "cheap",
          "sturdy",
          "small",
          "comfortable",
          "well rated",
          "long lasting",
          "blue",
          "black");
  private static final List<String> THINGS =
      List.of(
          "noise cancelling headphones",
          "earbuds",
          "Bluetooth speakers",
          "desk lamps",
          "floor lamps",
          "running shoes",
          "backpacks",
          "suitcases",
          "kettles",
          "coffee makers",
          "coffee grinders",
          "water bottles",
          "mugs",
          "tents",
          "sleeping bags",
          "camp chairs",
          "pillows",
          "blankets",
          "duvets",
          "bicycle helmets",
          "bicycle pumps",
          "keyboards",
          "notebooks",
          "puzzles",
          "board games",
          "smart plugs",
          "doorbell cameras",
          "frying pans");
  private static final List<String> PURPOSES =
      List.of(
          "for travelling",
          "for my office",
          "for a present",
          "for children",
          "for the kitchen",
          "for a long flight",
          "for a small flat",
          "for the winter");
  private static final int CHEAPEST = 15;
  private static final int PRICES = 385;

  private final List<String> given;
  private final SplittableRandom chance;
  private long asked;

  private Questions(List<String> given, long seed) {
    this.given = given;
    this.chance = new SplittableRandom(seed);
  }

  /** Out of a small vocabulary of shoppers. */
  public static Questions madeUp(long seed) {
    return new Questions(List.of(), seed);
  }

  /** These; when they run out they begin again, each with a number that makes it another. */
  public static Questions of(List<String> questions, long seed) {
    return new Questions(List.copyOf(questions), seed);
  }

  /**
   * One a line of a file; when they run out they begin again, each with a number that makes it
   * another.
   *
   * @throws LoadException when there is none
   */
  public static Questions of(Path file, long seed) {
    try {
      List<String> lines =
          Files.readString(file)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (lines.isEmpty()) {
        throw new LoadException(file + ": no questions (expected: one a line)");
      }
      return new Questions(lines, seed);
    } catch (MalformedInputException e) {
      throw new LoadException(file + ": not UTF-8");
    } catch (IOException e) {
      throw new LoadException(file + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  /** The next one. */
  public String next() {
    long number = asked++;
    return given.isEmpty() ? making(number) : ofFile(number);
  }

  private String ofFile(long number) {
    String line = given.get((int) (number % given.size()));
    long round = number / given.size();
    return round == 0 ? line : "%s (%d)".formatted(line, round + 1);
  }

  private String making(long number) {
    return "%s %s %s %s under %d.%02d dollars? (%d)"
        .formatted(
            any(OPENINGS),
            any(KINDS),
            any(THINGS),
            any(PURPOSES),
            CHEAPEST + chance.nextInt(PRICES),
            chance.nextInt(100),
            number + 1);
  }

  private String any(List<String> words) {
    return words.get(chance.nextInt(words.size()));
  }
}
