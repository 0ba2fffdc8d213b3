package rapport.load.model;

/**
 * What a model server has done since it started.
 *
 * @param begun requests for answers, refused ones and silent ones included
 * @param running answers on their way
 * @param pieces sent
 * @param writes flushes that carried them
 * @param late pieces sent more than 10 ms after they were due
 */
public record ModelFigures(long begun, long running, long pieces, long writes, long late) {
  /** Nothing yet. */
  public static final ModelFigures NONE = new ModelFigures(0, 0, 0, 0, 0);

  ModelFigures plus(ModelFigures other) {
    return new ModelFigures(
        begun + other.begun,
        running + other.running,
        pieces + other.pieces,
        writes + other.writes,
        late + other.late);
  }

  /** What happened since an earlier look; {@code running} as it is now. */
  public ModelFigures since(ModelFigures earlier) {
    return new ModelFigures(
        begun - earlier.begun,
        running,
        pieces - earlier.pieces,
        writes - earlier.writes,
        late - earlier.late);
  }
}
