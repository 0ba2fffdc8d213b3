package rapport;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.resolver.AddressResolverGroup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.answer.AnswerPipeline;
import rapport.catalog.Catalog;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Encoders;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.http.ManagementServer;
import rapport.ingest.Ingest;
import rapport.journal.Journal;
import rapport.life.Component;
import rapport.llm.LanguageModel;
import rapport.prompt.PromptBuilder;
import rapport.search.Retriever;
import rapport.session.Admission;
import rapport.session.Conversations;
import rapport.telemetry.Telemetry;

/**
 * Everything the process is made of, in the order it starts. The only place that says {@code new}
 * on adapters.
 */
public final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  /** Past this a warning says what held the event loop: thousands of shoppers were waiting. */
  private static final Duration LONGEST_ON_EVENT_LOOP = Duration.ofMillis(250);

  private static final long CLOSE_SECONDS = 5;

  private final Vertx vertx;
  private final GatewaySettings settings;
  private final PrometheusMeterRegistry registry;
  private final Telemetry telemetry;
  private final Database database;
  private final Catalog catalog;
  private final Encoders encoders;
  private final Retriever retriever;
  private final LanguageModel model;
  private final AnswerPipeline answers;
  private final Journal journal;
  private final Conversations conversations;
  private final ManagementServer management;
  private final List<Doors> doors = new CopyOnWriteArrayList<>();
  private final Admission admission;
  private final Departure departure;
  private int port;
  private int managementPort;
  private @Nullable Future<Void> left;

  private Gateway(GatewaySettings settings, String url) {
    this.settings = settings;
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.vertx = vertx(registry);
    this.telemetry = new Telemetry(registry);
    this.database = Database.forServing(vertx, url, settings.database());
    this.catalog = Catalog.postgres(database.pool());
    this.encoders = Encoders.onnx(vertx, settings.encoder());
    this.retriever = new Retriever(database.pool(), encoders, settings.search());
    this.model = LanguageModel.of(vertx, settings.llm(), settings.fallback(), telemetry);
    this.answers =
        new AnswerPipeline(
            retriever, new PromptBuilder(settings.prompt()), model, settings.search(), telemetry);
    this.journal = Journal.postgres(vertx, database);
    this.admission = new Admission(settings.chat(), Database.queue(settings.database()), telemetry);
    this.conversations =
        new Conversations(
            vertx,
            answers,
            journal,
            settings.chat(),
            admission,
            settings.prompt().history(),
            telemetry);
    this.management =
        new ManagementServer(vertx, List.of(database, journal, encoders, model), registry);
    this.departure =
        new Departure(
            management, conversations, doors, admission::sockets, settings.chat().drain());
  }

  private static Vertx vertx(PrometheusMeterRegistry registry) {
    VertxOptions options =
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
            .setMaxEventLoopExecuteTime(LONGEST_ON_EVENT_LOOP.toNanos())
            .setWarningExceptionTime(LONGEST_ON_EVENT_LOOP.toNanos())
            .setBlockedThreadCheckInterval(LONGEST_ON_EVENT_LOOP.toMillis() / 5)
            // Sockets leave the HTTP server at their handshake: its own count of them would be
            // wrong.
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setEnabled(true)
                    .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                    .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                    .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS));
    Vertx vertx =
        Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(registry)).build();
    makeResolvers((VertxInternal) vertx);
    return vertx;
  }

  /**
   * An event loop's first connection makes its resolver of names, under a lock that all take: the
   * first one loads classes for long, and the other event loops stand still meanwhile. Here none
   * does.
   */
  private static void makeResolvers(VertxInternal vertx) {
    AddressResolverGroup<?> resolvers = vertx.nameResolver().nettyAddressResolverGroup();
    vertx.nettyEventLoopGroup().forEach(resolvers::getResolver);
  }

  /**
   * Starts a gateway on the database at {@code url}; the schema is brought up to date first. Blocks
   * for a second or two.
   *
   * @return fails with what is wrong and what to do about it; nothing is left running then
   */
  public static Future<Gateway> start(GatewaySettings settings, String url) {
    Schema.migrate(url);
    Gateway gateway = new Gateway(settings, url);
    // Bound to no event loop: those are gone when a failed start has been cleared away.
    Promise<Gateway> started = Promise.promise();
    gateway
        .loadEncoders()
        .compose(loaded -> gateway.warmUp())
        .compose(warm -> gateway.journal.recover())
        .compose(recovered -> gateway.manage())
        .compose(managed -> gateway.openDoors())
        .onSuccess(opened -> started.complete(gateway.started()))
        .onFailure(failure -> gateway.close().onComplete(closed -> started.fail(failure)));
    return started.future();
  }

  /** The encoders of the languages there are; vectors that another one made are refused here. */
  private Future<Void> loadEncoders() {
    return catalog
        .languages()
        .compose(prepared ->
            vertx.executeBlocking(() -> {
              prepared.forEach(l -> encoders.requireSame(l.language(), l.madeBy()));
              return null;
            }));
  }

  /** The first question costs ten times as much as the next: nobody should wait for it. */
  private Future<Void> warmUp() {
    return catalog
        .languages()
        .compose(prepared ->
            Future.join(prepared.stream().map(l -> retriever.warmUp(l.language())).toList()))
        .transform(warm -> Future.succeededFuture());
  }

  private Future<Void> manage() {
    String host = settings.http().host();
    return management
        .listen(host, settings.management().port())
        .onSuccess(server -> managementPort = server.actualPort())
        .recover(failure -> occupied("management.port", settings.management().port(), failure))
        .mapEmpty();
  }

  /** One door on each event loop, all on one port. */
  private Future<Void> openDoors() {
    return openDoor(freeUnlessNamed(settings.http().port()))
        .onSuccess(server -> port = server.actualPort())
        .recover(failure -> occupied("http.port", settings.http().port(), failure))
        .compose(first -> openOthers());
  }

  /** Doors that share a port must all name it, so one that is free is looked up first. */
  private static int freeUnlessNamed(int port) {
    if (port != 0) {
      return port;
    }
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Future<Void> openOthers() {
    List<Future<HttpServer>> others = new ArrayList<>();
    for (int i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
      others.add(openDoor(port));
    }
    return Future.all(others).mapEmpty();
  }

  private Future<HttpServer> openDoor(int onPort) {
    Doors door =
        new Doors(
            new Doors.Rooms(
                conversations,
                retriever,
                new Ingest(vertx, catalog, encoders),
                catalog,
                journal,
                telemetry),
            settings,
            admission,
            onPort);
    doors.add(door);
    return vertx.deployVerticle(door).map(id -> door.server());
  }

  private static <T> Future<T> occupied(String name, int port, Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("in use")
        ? Future.failedFuture(
            new GatewayException(
                Fault.UNAVAILABLE,
                "%s: %d is in use (expected: a free port; set RAPPORT_%s)"
                    .formatted(name, port, name.toUpperCase(Locale.ROOT).replace('.', '_'))))
        : Future.failedFuture(failure);
  }

  private Gateway started() {
    management.setStarted();
    log.info(
        "listening on http://{}:{}, management on {}",
        settings.http().host(),
        port,
        managementPort);
    return this;
  }

  public int port() {
    return port;
  }

  public int managementPort() {
    return managementPort;
  }

  public Vertx vertx() {
    return vertx;
  }

  public AnswerPipeline answers() {
    return answers;
  }

  /**
   * Leaves in order: not ready, clients told, running answers ended, doors closed, connections
   * given back. Answers have {@code chat.drain} to come to their own end.
   */
  public synchronized Future<Void> leave() {
    if (left == null) {
      Promise<Void> all = Promise.promise();
      left = all.future();
      departure
          .begin()
          .eventually(() -> closeAll(List.of(journal, model, encoders, database)))
          .onComplete(closed -> vertx.close().onComplete(all));
    }
    return left;
  }

  /** The same without waiting for answers; hastens a {@link #leave} that is under way. */
  public Future<Void> close() {
    departure.hasten();
    return leave();
  }

  private static Future<Void> closeAll(List<Component> components) {
    // A component that does not end must not keep the process.
    return Future.join(components.stream().map(Component::close).toList())
        .timeout(CLOSE_SECONDS, TimeUnit.SECONDS)
        .mapEmpty();
  }
}
