package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Who is on the way into a conversation. */
final class Coming {
  private static final long RESUME_MILLIS = 5_000;

  private Coming() {}

  /** A database that does not answer keeps nobody waiting; who comes in after that is let go. */
  static Future<Participant> inTime(Vertx vertx, ContextInternal here, Future<Participant> coming) {
    Promise<Participant> resumed = here.promise();
    long late =
        vertx.setTimer(
            RESUME_MILLIS,
            waited ->
                resumed.tryFail(
                    new GatewayException(Fault.UNAVAILABLE, "the database does not answer")));
    coming.onComplete(done -> {
      vertx.cancelTimer(late);
      if (done.failed()) {
        resumed.tryFail(done.cause());
      } else if (!resumed.tryComplete(done.result())) {
        done.result().reader().detach();
      }
    });
    return resumed.future();
  }
}
