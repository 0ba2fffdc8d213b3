package rapport.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one shopper said and heard, in order. Nothing is taken back. Of the shopper's event loop
 * until the shopper has left.
 */
public final class Ledger {
  private final List<Event> events = new ArrayList<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();

  /** Adds an event at the end. */
  public Ledger add(Event event) {
    events.add(event);
    return this;
  }

  void joined(String conversation, String secret) {
    secrets.put(conversation, secret);
  }

  /** In the order they happened. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** The conversations there were, and their secrets. */
  Map<String, String> secrets() {
    return Map.copyOf(secrets);
  }
}
