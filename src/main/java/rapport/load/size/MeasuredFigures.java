package rapport.load.size;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** The figures that sizes are computed from, each with where it comes from. */
public final class MeasuredFigures {
  private static final String RESOURCE = "/load/sizing.json";

  private final Map<String, Figure> figures;

  private MeasuredFigures(Map<String, Figure> figures) {
    this.figures = figures;
  }

  /**
   * One figure.
   *
   * @param source the command that measures it and when it did; or that it is assumed, and why
   */
  record Figure(double value, String unit, boolean measured, String source) {}

  /** As they were last measured on the machine of the README. */
  public static MeasuredFigures ofThisBuild() {
    try (InputStream in = MeasuredFigures.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the build");
      }
      return of(new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MeasuredFigures of(JsonObject json) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    JsonObject all = json.getJsonObject("figures");
    for (String name : all.fieldNames()) {
      JsonObject each = all.getJsonObject(name);
      String measured = each.getString("measured");
      String source =
          measured == null
              ? "assumed: " + each.getString("assumed")
              : measured + ", " + each.getString("command");
      figures.put(
          name,
          new Figure(
              each.getDouble("value"), each.getString("unit", ""), measured != null, source));
    }
    return new MeasuredFigures(figures);
  }

  /**
   * The same with what another run measured.
   *
   * @param measured by name; names that no size is computed from are passed over
   * @throws GatewayException {@code bad_request} when none of them is of use
   */
  public MeasuredFigures with(Map<String, Double> measured, String source) {
    Map<String, Figure> better = new LinkedHashMap<>(figures);
    measured.forEach((name, value) ->
        better.computeIfPresent(
            name, (n, figure) -> new Figure(value, figure.unit(), true, source)));
    if (better.equals(figures)) {
      throw new GatewayException(
          Fault.BAD_REQUEST,
          source
              + ": none of its figures is one that sizes are computed from (expected one of: "
              + String.join(", ", figures.keySet())
              + ")");
    }
    return new MeasuredFigures(better);
  }

  /** A value by its name. */
  public double value(String name) {
    Figure figure = figures.get(name);
    if (figure == null) {
      throw new IllegalStateException(RESOURCE + ": " + name + " is missing");
    }
    return figure.value();
  }

  Map<String, Figure> all() {
    return figures;
  }
}
