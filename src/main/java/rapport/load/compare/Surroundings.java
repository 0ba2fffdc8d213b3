package rapport.load.compare;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What every contender gets alike.
 *
 * @param database {@code postgresql://…}, with the catalogue and the peers' own tables
 * @param databaseProcess whose children serve its statements; null when it is on another machine
 * @param model the base of the scripted model, ending in {@code /v1}
 * @param encoder a folder with {@code model.onnx} and {@code tokenizer.json}
 */
record Surroundings(String database, @Nullable Long databaseProcess, URI model, Path encoder) {}
