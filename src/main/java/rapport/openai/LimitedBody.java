package rapport.openai;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** The body of a request, whole, as long as it is not too large and does not take too long. */
final class LimitedBody {
  static final int LARGEST = 256 * 1024;

  /** A client that sends more than this besides is not waited for. */
  private static final int DROPPED = 16 * 1024 * 1024;

  private static final long SECONDS = 30;

  private final HttpServerRequest request;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private long length;

  private LimitedBody(HttpServerRequest request) {
    this.request = request;
  }

  /** Called before anything of the body was read. */
  static Future<Buffer> of(HttpServerRequest request) {
    LimitedBody reading = new LimitedBody(request);
    request
        .handler(reading::read)
        .exceptionHandler(reading.whole::tryFail)
        .endHandler(read -> reading.whole.tryComplete(reading.body));
    return reading
        .whole
        .future()
        .timeout(SECONDS, TimeUnit.SECONDS)
        .recover(
            failure -> Future.failedFuture(failure instanceof TimeoutException ? late() : failure));
  }

  /** What is too much is read and dropped, since a client that still sends does not listen. */
  private void read(Buffer piece) {
    length += piece.length();
    if (length <= LARGEST) {
      body.appendBuffer(piece);
    } else if (length > DROPPED) {
      request.connection().close();
    } else {
      whole.tryFail(
          new GatewayException(Fault.TOO_LARGE, "the body is larger than " + LARGEST + " bytes"));
    }
  }

  private static GatewayException late() {
    return new GatewayException(
        Fault.BAD_REQUEST, "the body did not come within " + SECONDS + " seconds");
  }
}
