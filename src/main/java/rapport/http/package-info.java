/**
 * The other doors: search, catalogue, stored conversations, the page with its widget; and on the
 * management port health and metrics. A failure becomes an answer in one place, {@link
 * rapport.http.HttpErrors}.
 */
@NullMarked
package rapport.http;

import org.jspecify.annotations.NullMarked;
