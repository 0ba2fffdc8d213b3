import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** LangChain4j against a gateway: one step as named, what it saw as JSON on the last line. */
final class LangChain {
  private final String url;
  private final String key;
  private final String text;
  private final String user;

  private LangChain(String url, String key, String text, String user) {
    this.url = url;
    this.key = key;
    this.text = text;
    this.user = user;
  }

  public static void main(String[] words) throws Exception {
    LangChain client = new LangChain(words[1], words[2], words[3], words[4]);
    Map<String, Object> seen;
    try {
      seen =
          switch (words[0]) {
            case "plain" -> client.plain();
            case "tools" -> client.tools();
            case "streamed" -> client.streamed(false);
            case "abort" -> client.streamed(true);
            default -> throw new IllegalArgumentException("no step " + words[0]);
          };
    } catch (RuntimeException failure) {
      seen = failed(failure instanceof CompletionException ? failure.getCause() : failure);
    }
    System.out.println(new ObjectMapper().writeValueAsString(seen));
    System.exit(0);
  }

  private static Map<String, Object> failed(Throwable failure) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("failed", failure.getClass().getSimpleName());
    seen.put("message", failure.getMessage());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http) {
        seen.put("status", http.statusCode());
      }
    }
    return seen;
  }

  private OpenAiChatModel model() {
    return OpenAiChatModel.builder()
        .baseUrl(url)
        .apiKey(key)
        .modelName("rapport")
        .user(user)
        .maxRetries(0)
        .build();
  }

  private Map<String, Object> plain() {
    return whole(model().chat(UserMessage.from(text)));
  }

  private Map<String, Object> tools() {
    ToolSpecification order =
        ToolSpecification.builder()
            .name("order")
            .description("Where an order is")
            .parameters(JsonObjectSchema.builder().addStringProperty("no").build())
            .build();
    return whole(
        model()
            .chat(
                ChatRequest.builder()
                    .messages(UserMessage.from(text))
                    .toolSpecifications(List.of(order))
                    .build()));
  }

  private static Map<String, Object> whole(ChatResponse response) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("text", response.aiMessage().text());
    seen.put("finish", String.valueOf(response.finishReason()));
    if (response.tokenUsage() != null) {
      seen.put("tokens", response.tokenUsage().totalTokenCount());
    }
    seen.put(
        "calls",
        response.aiMessage().toolExecutionRequests().stream()
            .map(call -> call.name() + " " + call.arguments())
            .toList());
    return seen;
  }

  private Map<String, Object> streamed(boolean abort) {
    OpenAiStreamingChatModel model =
        OpenAiStreamingChatModel.builder()
            .baseUrl(url)
            .apiKey(key)
            .modelName("rapport")
            .user(user)
            .build();
    List<String> pieces = new ArrayList<>();
    CompletableFuture<Map<String, Object>> end = new CompletableFuture<>();
    model.chat(
        text,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
            pieces.add(piece.text());
            if (abort) {
              context.streamingHandle().cancel();
              end.complete(Map.of());
            }
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            end.complete(whole(response));
          }

          @Override
          public void onError(Throwable failure) {
            end.completeExceptionally(failure);
          }
        });
    Map<String, Object> seen = new LinkedHashMap<>(end.orTimeout(20, TimeUnit.SECONDS).join());
    seen.put("pieces", pieces);
    return seen;
  }
}
