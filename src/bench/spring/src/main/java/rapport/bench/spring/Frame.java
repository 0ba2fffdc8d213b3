package rapport.bench.spring;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** What the server says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Frame.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = Frame.Sources.class, name = "sources"),
  @JsonSubTypes.Type(value = Frame.Token.class, name = "token"),
  @JsonSubTypes.Type(value = Frame.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Frame.Failed.class, name = "error")
})
public sealed interface Frame {
  record Welcome(int protocol) implements Frame {}

  record Sources(String turn, List<Map<String, Object>> products, List<Map<String, Object>> faqs)
      implements Frame {}

  record Token(String turn, String text) implements Frame {}

  record Done(String turn, String finish) implements Frame {}

  record Failed(String turn, String code, String message) implements Frame {}

  /** What the client says; of other types nothing but the type is known. */
  record Incoming(String type, String id, String text) {}
}
