package rapport.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/**
 * One database with the demo catalogue for the tests of this room: each has conversations of its
 * own.
 */
final class DemoShop {
  /** A question that the catalogue supports. */
  static final String QUESTION = "Do you have a Bluetooth speaker under 50 dollars?";

  private static final class Shared {
    static final String URL = TestGateway.demoDatabase();
    static final String COPY = TestDatabase.copyOf(URL);
  }

  static String database() {
    return Shared.URL;
  }

  /** The same catalogue in a database that one test may change. */
  static String ownDatabase() {
    return Shared.COPY;
  }

  /** Settings for answers in the words of {@code model}, and others in pairs. */
  static Map<String, String> settings(ScriptedModelServer model, String... more) {
    return settings(model.url().toString(), more);
  }

  static Map<String, String> settings(String url, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("RAPPORT_LLM_PROVIDER", "openai");
    settings.put("RAPPORT_LLM_URL", url);
    settings.put("RAPPORT_LLM_MODEL", "scripted");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  /** The first column of what a query about one conversation gives, as text. */
  static List<String> stored(String databaseUrl, String sql, String conversation) {
    try (Connection connection = TestDatabase.connect(databaseUrl);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, conversation);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
          values.add(rows.getString(1));
        }
        return values;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The types of the entries of a conversation in order; fails when their numbers have holes. */
  static List<String> record(String databaseUrl, String conversation) {
    List<String> numbered =
        stored(
            databaseUrl,
            "select seq || ' ' || (body ->> 'type') from entry where conversation = ? order by seq",
            conversation);
    List<String> types = new ArrayList<>();
    for (String entry : numbered) {
      String[] parts = entry.split(" ", 2);
      if (Integer.parseInt(parts[0]) != types.size() + 1) {
        throw new AssertionError("the numbers have holes: " + numbered);
      }
      types.add(parts[1]);
    }
    return types;
  }

  private DemoShop() {}
}
