package rapport.bench.spring;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Where the socket is. */
@Configuration
public class Routes {
  @Bean
  HandlerMapping webSockets(Chat chat) {
    return new SimpleUrlHandlerMapping(Map.of("/v1/chat", chat), -1);
  }
}
