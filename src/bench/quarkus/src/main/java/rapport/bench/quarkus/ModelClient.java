package rapport.bench.quarkus;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * What no setting says to the client of the model. As many connections as answers may run: with 50,
 * the default whatever {@code quarkus.rest-client.connection-pool-size} says, all others would
 * wait.
 */
public class ModelClient implements RestClientListener {
  @Override
  public void onNewClient(Class<?> api, RestClientBuilder client) {
    client.property(
        "io.quarkus.rest.client.connection-pool-size",
        Integer.valueOf(System.getenv("CONTENDER_MAX_STREAMS")));
    client.register(new ModelRequest.Filter());
  }
}
