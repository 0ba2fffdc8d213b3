/**
 * What can go wrong, in the protocol's words. One enum holds every wire code with its HTTP status;
 * one exception carries it. Doors translate a {@link rapport.fault.GatewayException} into a frame,
 * a close code or an HTTP answer; nobody else does.
 */
@NullMarked
package rapport.fault;

import org.jspecify.annotations.NullMarked;
