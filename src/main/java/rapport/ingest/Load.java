package rapport.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog;
import rapport.chat.Language;
import rapport.encode.Encoders;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.ingest.SeenIds.Place;

/** One load, on one virtual thread that reads while the batches before are under way. */
final class Load {
  private final IngestRequest request;
  private final Catalog catalog;
  private final Converter converter;
  private final Tally tally;
  private final Batches batches;
  private final EncoderSpeed speed = new EncoderSpeed();
  private final SeenIds seen = new SeenIds();
  private final List<FieldMap.Named> unmet;

  Load(IngestRequest request, Catalog catalog, Encoders encoders, Progress progress) {
    this.request = request;
    this.catalog = catalog;
    this.converter = new Converter(request.kind(), request.map(), request.language());
    this.tally = new Tally(progress, totalSize(request.sources()));
    this.batches = new Batches(new BatchLoader(request.kind(), catalog, encoders, speed), tally);
    this.unmet = request.map().named();
  }

  IngestSummary run() throws InterruptedException {
    try {
      readAll();
      batches.finish();
      unmet.forEach(named -> tally.problem(named.missing()));
      int removed = request.replace() && tally.isWhole() ? removeGone() : 0;
      if (removed > 0 || tally.written() > 0) {
        settle();
      }
      Duration elapsed = tally.elapsed();
      return tally.summary(removed, elapsed, encoderSpeed());
    } catch (RuntimeException e) {
      batches.settle();
      throw stopped(e);
    }
  }

  private void readAll() throws InterruptedException {
    for (RowSource source : request.sources()) {
      try (InputStream in = new CountingStream(source.open(), tally.bytes())) {
        read(request.sources().size() == 1 ? null : source.name(), Readers.open(source.name(), in));
      } catch (IOException e) {
        throw new GatewayException(
            Fault.UNAVAILABLE, source.name() + ": cannot be opened: " + e.getMessage(), e);
      }
    }
  }

  private void read(@Nullable String file, RowReader rows) throws InterruptedException {
    boolean first = true;
    for (Row row = rows.next(); row != null; row = rows.next()) {
      switch (row) {
        case Row.Fields fields -> {
          meet(fields, first && rows.isTable());
          first = false;
          take(new Place(file, fields.line()), fields);
        }
        case Row.Unreadable bad -> tally.reject(new Rejection(file, bad.line(), bad.reason()));
        case Row.Damaged damaged -> {
          tally.problem(new Rejection(file, damaged.line(), damaged.reason()).message());
          return;
        }
      }
    }
  }

  /** Crosses off the fields of the map that this row has; a table's first row must have all. */
  private void meet(Row.Fields row, boolean tellsAll) {
    if (!unmet.isEmpty()) {
      unmet.removeIf(named -> named.isIn(row));
      if (tellsAll && !unmet.isEmpty()) {
        throw new GatewayException(Fault.BAD_REQUEST, unmet.getFirst().missing());
      }
    }
  }

  private void take(Place place, Row.Fields row) throws InterruptedException {
    try {
      Candidate candidate = converter.convert(row);
      Place before = seen.add(candidate.language(), candidate.id(), place);
      if (before != null) {
        throw new BadValue("duplicate id " + candidate.id() + " (first on " + before + ")");
      }
      batches.add(candidate);
    } catch (BadValue e) {
      tally.reject(new Rejection(place.file(), place.line(), String.valueOf(e.getMessage())));
      spare(converter.key(row));
    }
  }

  private void spare(Converter.@Nullable Key key) {
    if (key != null) {
      seen.spare(key.language(), key.id());
    }
  }

  private int removeGone() throws InterruptedException {
    int removed = 0;
    for (Language language : seen.languages()) {
      removed += Waiting.on(catalog.retain(request.kind(), language, seen.ids(language)));
    }
    return removed;
  }

  private void settle() throws InterruptedException {
    for (Language language : seen.languages()) {
      Waiting.on(catalog.settle(language));
    }
  }

  private OptionalDouble encoderSpeed() throws InterruptedException {
    return request.measureEncoder() ? speed.measure() : OptionalDouble.empty();
  }

  private GatewayException stopped(RuntimeException e) {
    if (e instanceof GatewayException known && known.fault() == Fault.BAD_REQUEST) {
      return known;
    }
    Fault fault = e instanceof GatewayException known ? known.fault() : Fault.INTERNAL;
    return new GatewayException(
        fault,
        "the load stopped after " + tally.written() + " rows were written: " + e.getMessage(),
        e);
  }

  private static long totalSize(List<RowSource> sources) {
    boolean known = sources.stream().allMatch(source -> source.size() >= 0);
    return known ? sources.stream().mapToLong(RowSource::size).sum() : -1;
  }
}
