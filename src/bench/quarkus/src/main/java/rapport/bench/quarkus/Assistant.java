package rapport.bench.quarkus;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;

/** The model behind the prompt. Each question stands alone. */
@ApplicationScoped
@RegisterAiService(
    chatMemoryProviderSupplier = RegisterAiService.NoChatMemoryProviderSupplier.class)
public interface Assistant {
  @SystemMessage(fromResource = "prompt.txt")
  Multi<String> answer(String products, String faqs, @UserMessage String question);
}
