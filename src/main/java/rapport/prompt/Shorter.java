package rapport.prompt;

import java.util.ArrayList;
import java.util.List;
import rapport.prompt.Prompt.Message;
import rapport.prompt.Prompt.Role;

/**
 * Messages with less in them: nothing of what was said before, and of the rows between two markers
 * of {@code prompts/system.txt} the better half.
 */
final class Shorter {
  private static final String BEGIN = "<<<";
  private static final String END = ">>>";
  private static final String ROW = "- ";

  private Shorter() {}

  static List<Message> of(List<Message> messages) {
    List<Message> fewer = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      if (message.role() == Role.SYSTEM) {
        fewer.add(new Message(Role.SYSTEM, system(message.content())));
      } else if (i == messages.size() - 1) {
        fewer.add(message);
      }
    }
    return fewer;
  }

  private static String system(String text) {
    List<String> kept = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    boolean within = false;
    for (String line : text.split("\n", -1)) {
      if (within && line.startsWith(ROW)) {
        rows.add(line);
        continue;
      }
      within = line.startsWith(BEGIN) || (within && !line.contains(END));
      kept.addAll(rows.subList(0, (rows.size() + 1) / 2));
      rows.clear();
      kept.add(line);
    }
    return String.join("\n", kept);
  }
}
