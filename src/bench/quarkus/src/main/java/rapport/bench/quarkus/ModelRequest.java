package rapport.bench.quarkus;

import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpClientRequest;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/**
 * The request behind an answer, so that it ends when the answer is cancelled: an AI service does
 * not pass cancellation on, the model would talk to nobody until it is through. Tuned only.
 */
final class ModelRequest {
  /** An AI service sends its request on the thread that subscribes to its answer. */
  private static final ThreadLocal<ModelRequest> SENDING = new ThreadLocal<>();

  private volatile RestClientRequestContext sent;

  static <T> Multi<T> endedWith(Multi<T> answer) {
    return Multi.createFrom()
        .deferred(() -> {
          ModelRequest request = new ModelRequest();
          SENDING.set(request);
          return answer.onCancellation().invoke(request::end);
        });
  }

  private void end() {
    HttpClientRequest request = sent == null ? null : sent.getHttpClientRequest();
    if (request != null) {
      request.connection().close();
    }
  }

  /** Notes what is sent. */
  static final class Filter implements ResteasyReactiveClientRequestFilter {
    @Override
    public void filter(ResteasyReactiveClientRequestContext context) {
      ModelRequest request = SENDING.get();
      SENDING.remove();
      if (request != null) {
        request.sent = ((ClientRequestContextImpl) context).getRestClientRequestContext();
      }
    }
  }
}
