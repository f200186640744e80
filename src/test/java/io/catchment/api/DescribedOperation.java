package io.catchment.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the description says of a method at an address.
 *
 * @param path with the names of its parameters in braces, below the application's own
 * @param json what is said, in which references are not followed
 */
public record DescribedOperation(
    Description description, String method, String path, JsonObject json) {

  /** Its method and path. */
  public String name() {
    return method + " " + path;
  }

  /** Whether it changes nothing, so that a viewer may call it. */
  public boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Its parameters. */
  public List<JsonObject> parameters() {
    return json.getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
        .map(description::resolved)
        .toList();
  }

  /** Where each parameter is, and its name, such as {@code query limit}. */
  Set<String> parameterNames() {
    return parameters().stream()
        .map(parameter -> parameter.getString("in") + " " + parameter.getString("name"))
        .collect(Collectors.toSet());
  }

  /** By their status. */
  public Map<String, JsonObject> responses() {
    Map<String, JsonObject> responses = new TreeMap<>();
    json.getJsonObject("responses")
        .forEach((status, response) -> responses.put(status, description.resolved(response)));
    return responses;
  }

  /** The media types of what it answers if all is well. */
  Set<String> produced() {
    return responses().entrySet().stream()
        .filter(response -> response.getKey().startsWith("2"))
        .flatMap(response -> content(response.getValue()).keySet().stream())
        .collect(Collectors.toSet());
  }

  /** The media types of the body that it takes; empty if it takes none. */
  Set<String> consumed() {
    return json.containsKey("requestBody")
        ? content(json.getJsonObject("requestBody")).keySet()
        : Set.of();
  }

  /** What a response or a request's body holds, by its media type. */
  static JsonObject content(JsonObject message) {
    return message.getOrDefault("content", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
  }

  /**
   * The schema of an answer; empty if that status and media type are not described.
   *
   * @param mediaType without parameters
   */
  public Optional<JsonObject> findSchema(int status, String mediaType) {
    return Optional.ofNullable(responses().get(Integer.toString(status)))
        .map(response -> content(response).getJsonObject(mediaType))
        .map(content -> content.getJsonObject("schema"));
  }

  /** Whether its answer has no end. */
  public boolean streams() {
    return produced().contains("text/event-stream");
  }

  /** Whether it is open to anybody, or to those who know a hook's secret. */
  public boolean hasSecurityOfItsOwn() {
    return json.containsKey("security");
  }

  @Override
  public String toString() {
    return name();
  }
}
