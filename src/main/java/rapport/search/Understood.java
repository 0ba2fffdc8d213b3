package rapport.search;

import rapport.chat.Filter;

/**
 * A question with its constraints read out.
 *
 * @param text what is left to look for
 * @param filter what the words demand
 */
record Understood(String text, Filter filter) {}
