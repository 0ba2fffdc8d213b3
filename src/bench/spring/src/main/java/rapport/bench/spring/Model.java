package rapport.bench.spring;

import com.openai.client.OpenAIClientAsync;
import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.core.ClientOptions;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import okhttp3.Dispatcher;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring AI's model, with as many streams as answers may run: with 64, the default that no setting
 * changes, all others would wait.
 */
@Configuration
public class Model {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String url;
  private final int streams;

  public Model(
      @Value("${CONTENDER_MODEL_URL}") String url, @Value("${CONTENDER_MAX_STREAMS}") int streams) {
    this.url = url;
    this.streams = streams;
  }

  @Bean
  OpenAiChatModel chatModel(OpenAIClientAsync client) {
    OpenAiChatOptions options =
        OpenAiChatOptions.builder()
            .baseUrl(url)
            .apiKey("none")
            .model("scripted")
            .maxTokens(512)
            .streamUsage(true)
            .build();
    return OpenAiChatModel.builder().openAiClientAsync(client).options(options).build();
  }

  /**
   * @param virtualThreads what sends requests and reads streams, one thread each, when tuned; else
   *     the client's own threads do
   */
  @Bean
  OpenAIClientAsync client(
      @Qualifier("virtualThreads") ObjectProvider<ExecutorService> virtualThreads) {
    SpringAiOpenAiHttpClient.Builder builder =
        SpringAiOpenAiHttpClient.builder()
            .timeout(PATIENCE)
            .maxIdleConnections(streams)
            .keepAliveDuration(PATIENCE);
    virtualThreads.ifAvailable(builder::dispatcherExecutorService);
    SpringAiOpenAiHttpClient http = builder.build();
    Dispatcher dispatcher = http.getOkHttpClient().dispatcher();
    dispatcher.setMaxRequests(streams);
    dispatcher.setMaxRequestsPerHost(streams);
    ClientOptions.Builder options =
        ClientOptions.builder().httpClient(http).baseUrl(url).apiKey("none").timeout(PATIENCE);
    virtualThreads.ifAvailable(options::streamHandlerExecutor);
    return new OpenAIClientAsyncImpl(options.build());
  }
}
