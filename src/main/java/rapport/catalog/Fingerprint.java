package rapport.catalog;

/**
 * What tells whether a stored row is still what the feed says.
 *
 * @param row of every field: equal means nothing to do
 * @param text of what is embedded, with the encoder's name: equal means no encoding to do
 */
public record Fingerprint(String row, String text) {}
