/**
 * A gateway as Spring documents it: a reactive WebSocket handler, Spring AI's chat client, its
 * pgvector store over Hikari, its in-process encoder.
 *
 * <p>The variant, {@code documented} or {@code tuned}, is the profile: see {@code
 * application-tuned.properties}, {@link rapport.bench.spring.SpringPeer} and {@link
 * rapport.bench.spring.Tuned}.
 */
package rapport.bench.spring;
