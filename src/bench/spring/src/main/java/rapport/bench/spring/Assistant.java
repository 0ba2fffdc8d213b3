package rapport.bench.spring;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** The model behind the prompt. Each question stands alone. */
@Component
public class Assistant {
  private final ChatClient model;

  public Assistant(ChatClient.Builder model, @Value("classpath:prompt.txt") Resource prompt) {
    this.model = model.defaultSystem(prompt).build();
  }

  Flux<String> answer(Catalogue.Found found, String question) {
    return model
        .prompt()
        .system(system ->
            system.param("products", found.productLines()).param("faqs", found.faqLines()))
        // As a message: a text would be taken for a template.
        .messages(new UserMessage(question))
        .stream()
        .content();
  }
}
