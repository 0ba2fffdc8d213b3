/**
 * A gateway as Quarkus and LangChain4j document it: websockets-next, an AI service whose answer is
 * a {@code Multi}, LangChain4j's pgvector store over Agroal, its in-process encoder.
 *
 * <p>The variant, {@code documented} or {@code tuned}, is the Quarkus profile; what differs is in
 * {@code application.properties}, {@link rapport.bench.quarkus.Encoder} and {@link
 * rapport.bench.quarkus.Variant}.
 */
package rapport.bench.quarkus;
