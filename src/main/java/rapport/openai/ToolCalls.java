package rapport.openai;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** Calls of tools that come in pieces, put together as a plain answer has them. */
final class ToolCalls {
  private final Map<Integer, JsonObject> byIndex = new TreeMap<>();

  /** Of each piece what was said before stays, and its arguments grow. */
  void add(JsonArray pieces) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.getValue(i) instanceof JsonObject piece) {
        int index = piece.getValue("index") instanceof Integer given ? given : i;
        byIndex.merge(index, whole(piece), ToolCalls::joined);
      }
    }
  }

  private static JsonObject whole(JsonObject piece) {
    JsonObject call = piece.copy();
    call.remove("index");
    return call;
  }

  private static JsonObject joined(JsonObject call, JsonObject piece) {
    String before = arguments(call);
    String more = arguments(piece);
    JsonObject joined = call.mergeIn(piece, true);
    if (joined.getValue("function") instanceof JsonObject function) {
      function.put("arguments", before + more);
    }
    return joined;
  }

  private static String arguments(JsonObject call) {
    return call.getValue("function") instanceof JsonObject function
            && function.getValue("arguments") instanceof String text
        ? text
        : "";
  }

  /** In the order of their numbers; empty when there are none. */
  JsonArray joined() {
    JsonArray calls = new JsonArray();
    byIndex.values().forEach(calls::add);
    return calls;
  }
}
