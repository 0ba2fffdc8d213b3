package rapport.search;

import rapport.chat.Constraints;

/**
 * A question with its constraints read out.
 *
 * @param text what is left to look for
 * @param constraints what the words demand
 */
record Understood(String text, Constraints constraints) {}
