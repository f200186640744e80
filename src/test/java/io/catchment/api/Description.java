package io.catchment.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The description of the API that is shipped. */
public final class Description {

  private static final String REFERENCE = "$ref";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  private final JsonObject root;

  private Description(JsonObject root) {
    this.root = root;
  }

  /** Reads it as a part of the application. */
  public static Description shipped() {
    InputStream in = Description.class.getResourceAsStream("openapi.json");
    try (JsonReader reader = Json.createReader(in)) {
      return new Description(reader.readObject());
    }
  }

  /** The whole of it. */
  public JsonObject root() {
    return root;
  }

  /** All operations, in the order of their paths. */
  public List<DescribedOperation> operations() {
    return root.getJsonObject("paths").entrySet().stream()
        .flatMap(path -> operations(path.getKey(), path.getValue().asJsonObject()).stream())
        .toList();
  }

  private List<DescribedOperation> operations(String path, JsonObject item) {
    return item.keySet().stream()
        .filter(METHODS::contains)
        .map(
            method ->
                new DescribedOperation(
                    this, method.toUpperCase(Locale.ROOT), path, item.getJsonObject(method)))
        .toList();
  }

  /** The object, or the one that it refers to. */
  JsonObject resolved(JsonValue value) {
    JsonObject object = value.asJsonObject();
    return object.containsKey(REFERENCE)
        ? resolved(root.getValue(object.getString(REFERENCE).substring(1)))
        : object;
  }
}
