/**
 * The vocabulary of a conversation: ids, questions, the cards and FAQs that support an answer, and
 * the entries that make up its record. Plain values that validate themselves; {@link
 * rapport.chat.RecordJson} is their one JSON shape, shared by the journal and every door.
 */
@NullMarked
package rapport.chat;

import org.jspecify.annotations.NullMarked;
