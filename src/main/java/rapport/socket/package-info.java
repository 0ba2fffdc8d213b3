/**
 * The chat door: {@code rapport.v1} over WebSocket. In: frames of clients. Out: frames to them, in
 * order and no faster than they read. A socket is a {@link rapport.socket.ChatSocket} on its
 * channel's event loop; it takes the channel over from the HTTP server at the handshake, so nothing
 * of that stays behind an idle session. Nothing else knows this protocol's JSON.
 */
@NullMarked
package rapport.socket;

import org.jspecify.annotations.NullMarked;
