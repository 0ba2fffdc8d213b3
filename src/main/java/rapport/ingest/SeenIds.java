package rapport.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rapport.chat.Language;

/** The ids of one load, to find those that come twice and those that are gone. */
final class SeenIds {
  private final Map<Language, Map<String, Place>> loaded = new HashMap<>();
  private final Map<Language, Set<String>> spared = new HashMap<>();

  /** Notes an id of a row that can be loaded; where it was loaded from before, or null. */
  @Nullable Place add(Language language, String id, Place place) {
    return loaded.computeIfAbsent(language, l -> new HashMap<>()).putIfAbsent(id, place);
  }

  /** Notes the id of a rejected row: a typing error in a price takes nothing off the shelf. */
  void spare(Language language, String id) {
    spared.computeIfAbsent(language, l -> new HashSet<>()).add(id);
  }

  /** The languages of which something was loaded. */
  Collection<Language> languages() {
    return Set.copyOf(loaded.keySet());
  }

  Collection<String> ids(Language language) {
    Set<String> ids = new HashSet<>(loaded.getOrDefault(language, Map.of()).keySet());
    ids.addAll(spared.getOrDefault(language, Set.of()));
    return ids;
  }

  /**
   * A line of a source.
   *
   * @param file null when there is only one source
   */
  record Place(@Nullable String file, long line) {
    @Override
    public String toString() {
      return "line " + line + (file == null ? "" : " of " + file);
    }
  }
}
