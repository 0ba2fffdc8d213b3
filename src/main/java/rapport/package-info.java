/**
 * Rapport, a conversational gateway for online shops. One sentence is the architecture, and its
 * verbs are the packages: a client opens a {@code socket} (or another door), which joins a {@code
 * session}; each question becomes an {@code answer}: {@code encode} it, {@code search} the
 * catalogue, build the {@code prompt}, ask the {@code llm}; what happened is written to the {@code
 * journal}, and the words stream back the way they came.
 *
 * <pre>
 *             ┌────────────────────────── answer ──────────────────────────┐
 *  client ──► socket ──► session ──► search ──► encode                      │
 *    ▲        http         │           └──────► (PostgreSQL + pgvector)     │
 *    │                     │         prompt                                 │
 *    │                     │         llm ──► (extractive | OpenAI server)   │
 *    │                     └──► journal ──► (PostgreSQL)                    │
 *    └── frames ◄── socket ◄══ Reader ◄══ session ◄══ Generation ◄══════════┘
 * </pre>
 *
 * Calls and imports point right and down; what comes back is a Future or a ReadStream.
 */
@NullMarked
package rapport;

import org.jspecify.annotations.NullMarked;
