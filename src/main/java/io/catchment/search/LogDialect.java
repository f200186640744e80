package io.catchment.search;

import io.catchment.event.JsonTree;
import io.catchment.event.JsonTree.Members;
import io.catchment.event.JsonTree.Null;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes events look as in Okta's System Log, whichever way they came: there the chain of addresses
 * is {@code request.ipChain}, in what a hook delivers it is {@code client.ipChain} (seen in its
 * deliveries).
 */
final class LogDialect {

  private static final String CLIENT = "client";
  private static final String REQUEST = "request";
  private static final String CHAIN = "ipChain";

  private LogDialect() {}

  /**
   * The event as the log has it. One that has no chain below {@code client}, or one in each place,
   * stays character by character as it is; in another only white space and escapes may change.
   */
  static String translate(String json) {
    return JsonTree.read(json) instanceof Members event
        ? translated(event).map(JsonTree::write).orElse(json)
        : json;
  }

  private static Optional<JsonTree> translated(Members event) {
    Optional<Members> request = request(event);
    if (request.isEmpty()
        || request.get().members().containsKey(CHAIN)
        || !(event.members().get(CLIENT) instanceof Members client)
        || !client.members().containsKey(CHAIN)) {
      return Optional.empty();
    }
    Map<String, JsonTree> clientMembers = new LinkedHashMap<>(client.members());
    Map<String, JsonTree> requestMembers = new LinkedHashMap<>(request.get().members());
    requestMembers.put(CHAIN, clientMembers.remove(CHAIN));
    Map<String, JsonTree> eventMembers = new LinkedHashMap<>(event.members());
    eventMembers.put(CLIENT, new Members(clientMembers));
    eventMembers.put(REQUEST, new Members(requestMembers));
    return Optional.of(new Members(eventMembers));
  }

  /** The object that the chain belongs into; empty if something else is in its place. */
  private static Optional<Members> request(Members event) {
    JsonTree request = event.members().getOrDefault(REQUEST, new Null());
    if (request instanceof Null) {
      return Optional.of(new Members(Map.of()));
    }
    return request instanceof Members object ? Optional.of(object) : Optional.empty();
  }
}
