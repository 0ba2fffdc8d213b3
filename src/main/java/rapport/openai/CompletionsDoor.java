package rapport.openai;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.ConversationId;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.limit.Permit;
import rapport.session.Admission;
import rapport.session.ChatSettings;
import rapport.session.Conversations;
import rapport.session.Participant;
import rapport.telemetry.Telemetry;

/** The OpenAI-compatible routes of one event loop. Every failure is in OpenAI's shape. */
public final class CompletionsDoor {
  private static final Logger log = LoggerFactory.getLogger(CompletionsDoor.class);
  private static final String COMPLETIONS = "/v1/chat/completions";
  private static final String MODELS = "/v1/models";
  private static final String CALLER = "caller";

  private final Vertx vertx;
  private final Conversations conversations;
  private final ChatSettings settings;
  private final Callers callers;
  private final Admission admission;
  private final boolean tools;
  private final Telemetry telemetry;
  private final long since = Instant.now().getEpochSecond();
  private boolean leaving;

  /**
   * @param admission shared by the doors of all event loops
   * @param tools whether there is a model that can ask for tools
   */
  public CompletionsDoor(
      Vertx vertx,
      Conversations conversations,
      ChatSettings settings,
      ApiSettings api,
      Admission admission,
      boolean tools,
      Telemetry telemetry) {
    this.vertx = vertx;
    this.conversations = conversations;
    this.settings = settings;
    this.callers = new Callers(api);
    this.admission = admission;
    this.tools = tools;
    this.telemetry = telemetry;
  }

  public void addTo(Router router) {
    router.route(COMPLETIONS).handler(this::enter).failureHandler(this::failed);
    router.post(COMPLETIONS).handler(this::complete);
    router.route(COMPLETIONS).handler(r -> wrongMethod(r, HttpMethod.POST));
    router.route(MODELS).handler(this::enter).failureHandler(this::failed);
    router.get(MODELS).handler(this::models);
    router.route(MODELS).handler(r -> wrongMethod(r, HttpMethod.GET));
    router.route(MODELS + "/:id").handler(this::enter).failureHandler(this::failed);
    router.get(MODELS + "/:id").handler(this::model);
    router.route(MODELS + "/:id").handler(r -> wrongMethod(r, HttpMethod.GET));
  }

  private void enter(RoutingContext routing) {
    routing.response().putHeader(Headers.REQUEST, "req_" + UUID.randomUUID());
    routing.put(CALLER, callers.require(routing.request()));
    routing.next();
  }

  private void models(RoutingContext routing) {
    Answers.ok(
        routing.response(),
        new JsonObject().put("object", "list").put("data", new JsonArray().add(model())));
  }

  private void model(RoutingContext routing) {
    String id = routing.pathParam("id");
    if (!CompletionRequest.MODEL.equals(id)) {
      throw new BadField(Fault.NOT_FOUND, "model", Fields.shown(id) + " is not there");
    }
    Answers.ok(routing.response(), model());
  }

  private JsonObject model() {
    return new JsonObject()
        .put("id", CompletionRequest.MODEL)
        .put("object", "model")
        .put("created", since)
        .put("owned_by", "rapport");
  }

  private void complete(RoutingContext routing) {
    if (leaving) {
      throw new GatewayException(Fault.UNAVAILABLE, "restarting: ask again");
    }
    HttpServerRequest request = routing.request();
    String caller = routing.get(CALLER);
    LimitedBody.of(request)
        .map(body -> CompletionRequest.read(body, request.getHeader(Headers.CONVERSATION), tools))
        .onSuccess(read -> ask(routing, new ConversationNames(caller), read))
        .onFailure(routing::fail);
  }

  private void ask(RoutingContext routing, ConversationNames names, CompletionRequest request) {
    HttpServerResponse response = routing.response();
    if (response.closed()) {
      return;
    }
    Permit permit;
    try {
      permit = admission.completion(partyOf(routing.request()));
    } catch (GatewayException overloaded) {
      telemetry.count("completions", "event", "refused");
      routing.fail(overloaded);
      return;
    }
    telemetry.count("completions", "event", request.streamed() ? "streamed" : "whole");
    String name = request.conversation();
    ConversationId id = name == null ? names.fresh() : names.of(name);
    response.putHeader(Headers.CONVERSATION, id.value());
    Supplier<Future<Participant>> joining =
        () -> name == null ? conversations.begin(id) : conversations.join(id);
    Stall stall =
        new Stall(vertx, routing.request(), settings.stallTimeout().toMillis(), telemetry);
    new Asking(
            vertx, telemetry, request.question(), response, reply(response, request), permit, stall)
        .start(joining);
  }

  private String partyOf(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    return admission.party(remote == null ? null : remote.hostAddress(), request.headers()::getAll);
  }

  private Reply reply(HttpServerResponse response, CompletionRequest request) {
    return request.streamed()
        ? new StreamedReply(vertx, response, settings.heartbeat(), request.withUsage())
        : new WholeReply(response);
  }

  private void wrongMethod(RoutingContext routing, HttpMethod right) {
    routing.response().putHeader(HttpHeaders.ALLOW, right.name());
    answer(routing, Problem.wrongMethod());
  }

  private void failed(RoutingContext routing) {
    Throwable cause = routing.failure();
    answer(
        routing,
        Problem.of(
            cause == null
                ? new GatewayException(Fault.BAD_REQUEST, "this request cannot be read")
                : cause));
  }

  private void answer(RoutingContext routing, Problem problem) {
    if (problem.failure().fault() == Fault.INTERNAL) {
      String id = routing.response().headers().get(Headers.REQUEST);
      log.error("{} {}", id, routing.request().path(), problem.failure());
    }
    telemetry.count("errors", "code", problem.failure().fault().code());
    Answers.fail(routing.response(), problem);
  }

  /** From now on nobody comes in. On the door's event loop. */
  public void leave() {
    leaving = true;
  }
}
