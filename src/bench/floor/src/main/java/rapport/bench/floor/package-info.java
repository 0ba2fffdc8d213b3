/**
 * The floor: what it costs to put a question through the encoder and to relay a model's stream to a
 * WebSocket, when nothing else is done.
 *
 * <p>In comes a question's frame; its text goes through the encoder, and out, still escaped, in the
 * middle of a request made beforehand. In come events of the model's stream, out goes the text they
 * carry, still escaped, in the middle of a {@code token} frame. No JSON is parsed, nothing is
 * retrieved, stored or authenticated. A socket, its answer and the connection to the model are of
 * one event loop.
 */
package rapport.bench.floor;
