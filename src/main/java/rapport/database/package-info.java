/**
 * The way to PostgreSQL: one pool for the gateway, and Flyway for the schema in {@code sql/}. Knows
 * how to connect; what is in the tables is the business of the rooms that own them.
 */
@NullMarked
package rapport.database;

import org.jspecify.annotations.NullMarked;
