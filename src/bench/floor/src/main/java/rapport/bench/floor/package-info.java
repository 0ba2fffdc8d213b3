/**
 * The floor: what a relay from a model's stream to a WebSocket costs when it does nothing else.
 *
 * <p>In comes a question's frame, out goes its text, still escaped, in the middle of a request
 * encoded beforehand; in come events of the model's stream, out goes the text they carry, still
 * escaped, in the middle of a {@code token} frame. No JSON is parsed, nothing is retrieved, stored
 * or authenticated. A socket, its answer and the connection to the model are of one event loop.
 */
package rapport.bench.floor;
