package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests of the Event Hooks management API. */
final class HooksEndpoint implements Endpoint {

  private static final Pattern PATH =
      Pattern.compile("(?:/(?<id>[^/]+)(?:/lifecycle/(?<change>[^/]+))?)?");

  private final PretendHooks hooks;
  private final Tokens tokens;

  HooksEndpoint(PretendHooks hooks, Tokens tokens) {
    this.hooks = hooks;
    this.tokens = tokens;
  }

  @Override
  public Answer answer(Request request) {
    boolean reads = request.method().equals("GET");
    tokens.require(request.authorization(), reads ? Scope.READ_HOOKS : Scope.MANAGE_HOOKS);
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      throw OktaException.notFound(request.path());
    }
    String id = path.group("id");
    String change = path.group("change");
    if (id == null) {
      return all(request);
    }
    return change == null ? one(request, id) : lifecycle(request, id, change);
  }

  private Answer all(Request request) {
    return switch (request.method()) {
      case "GET" -> list(request);
      case "POST" -> answer(request, hooks.create(HookWishReader.read(request.json())));
      default -> throw OktaException.wrongMethod();
    };
  }

  private Answer list(Request request) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    hooks.all().forEach(hook -> list.add(hook.json(request.base())));
    return Answer.json(200, list.build());
  }

  private Answer one(Request request, String id) {
    switch (request.method()) {
      case "GET":
        return answer(request, hooks.require(id));
      case "PUT":
        hooks.require(id);
        return answer(request, hooks.update(id, HookWishReader.read(request.json())));
      case "DELETE":
        hooks.delete(id);
        return Answer.empty(204);
      default:
        throw OktaException.wrongMethod();
    }
  }

  private Answer lifecycle(Request request, String id, String change) {
    if (!request.method().equals("POST")) {
      throw OktaException.wrongMethod();
    }
    return switch (change) {
      case "activate" -> answer(request, hooks.activate(id));
      case "deactivate" -> answer(request, hooks.deactivate(id));
      case "verify" -> answer(request, hooks.verify(id));
      default -> throw OktaException.notFound(change);
    };
  }

  private static Answer answer(Request request, Hook hook) {
    return Answer.json(200, hook.json(request.base()));
  }
}
