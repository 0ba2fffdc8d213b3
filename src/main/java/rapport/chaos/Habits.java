package rapport.chaos;

import java.util.List;

/**
 * How shoppers behave.
 *
 * @param thinkMillis between an answer and the next question, at most
 * @param awayMillis before a lost line is replaced, at most; more when nobody is there
 * @param questions of which one is asked each time
 */
record Habits(int thinkMillis, int awayMillis, List<String> questions) {
  Habits {
    questions = List.copyOf(questions);
  }
}
