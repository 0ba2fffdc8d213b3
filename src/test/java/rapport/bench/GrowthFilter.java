package rapport.bench;

import rapport.chat.Filter;

/**
 * A filter of a catalogue.
 *
 * @param name alike for filters of two catalogues that let through about the same share
 * @param where the same in SQL
 * @param rows that satisfy it
 */
record GrowthFilter(String name, Filter filter, String where, long rows) {}
