package rapport.bench.quarkus;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * As many connections to the model as answers may run, in both variants: with 50, which is the
 * default whatever {@code quarkus.rest-client.connection-pool-size} says, all others would wait.
 */
public class ModelConnections implements RestClientListener {
  @Override
  public void onNewClient(Class<?> api, RestClientBuilder client) {
    client.property(
        "io.quarkus.rest.client.connection-pool-size",
        Integer.valueOf(System.getenv("CONTENDER_MAX_STREAMS")));
  }
}
