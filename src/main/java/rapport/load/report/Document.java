package rapport.load.report;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** What the lab writes: the {@link Result} of one run, or several contenders {@link Compared}. */
public sealed interface Document permits Result, Compared {
  /** The shape of documents that is understood. */
  int FORMAT = 1;

  /** For the terminal. */
  String text(boolean colour);

  /** One page that needs nothing else. */
  String html();

  /**
   * What was measured of the target (of a comparison: of its base, medians), by name, such as
   * {@code cpu_ms_per_question}; only what is known.
   */
  Map<String, Double> figures();

  /**
   * Reads a document.
   *
   * @throws GatewayException {@code bad_request}, naming the field that is wrong
   */
  static Document of(JsonObject json) {
    Fields fields = Fields.of(json);
    if (fields.count("format") != FORMAT) {
      throw fields.wrong("format", json.getValue("format"), String.valueOf(FORMAT));
    }
    return switch (fields.text("kind", "result")) {
      case "result" -> Result.of(fields);
      case "compare" -> Compared.of(fields);
      default -> throw fields.wrong("kind", json.getValue("kind"), "result or compare");
    };
  }

  /** Reads the text of one that the lab has just made. */
  static Document of(String json) {
    return of(new JsonObject(json));
  }

  /**
   * Reads a file.
   *
   * @throws GatewayException naming the file, and the field that is wrong
   */
  static Document read(Path file) {
    try {
      return of(new JsonObject(Files.readString(file)));
    } catch (GatewayException wrong) {
      throw new GatewayException(wrong.fault(), file + ": " + wrong.getMessage(), wrong);
    } catch (CharacterCodingException | DecodeException e) {
      throw new GatewayException(
          Fault.BAD_REQUEST, file + ": no JSON object (expected: what the load lab wrote)", e);
    } catch (IOException e) {
      throw new GatewayException(Fault.NOT_FOUND, file + ": no such file, or not readable", e);
    }
  }
}
