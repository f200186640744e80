package io.catchment.api;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * Says in what JSON differs from the schemas of our description. A member that a schema does not
 * name is a difference too, unless the schema says that there may be others: clients are to put up
 * with it, but it should be described.
 */
public final class Schemas {

  private static final String COMPONENTS = "components";
  private static final String OTHERS = "additionalProperties";

  private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
  private final JsonValue components;

  /** Those of this description. */
  public Schemas(Description description) {
    components = closed(description.root().get(COMPONENTS));
  }

  /** In what the text differs from the schema with this name; empty if in nothing. */
  public static List<String> differences(String name, String json) {
    return new Schemas(Description.shipped())
        .differences(
            Json.createObjectBuilder().add("$ref", "#/components/schemas/" + name).build(), json);
  }

  /** In what the text differs from this schema, which may refer to others; empty if in nothing. */
  public List<String> differences(JsonObject schema, String json) {
    JsonObject alone =
        Json.createObjectBuilder()
            .add("allOf", Json.createArrayBuilder().add(closed(schema)))
            .add(COMPONENTS, components)
            .build();
    return differences(registry.getSchema(alone.toString()), json);
  }

  /**
   * In what the text differs from a schema of somebody else's description.
   *
   * @param description in YAML
   * @param pointer where the schema is, a JSON pointer
   */
  public static List<String> differences(String description, String pointer, String json) {
    String address = "https://elsewhere.example/description.yaml";
    SchemaRegistry registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(address, description)));
    return differences(registry.getSchema(SchemaLocation.of(address + "#" + pointer)), json);
  }

  private static List<String> differences(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  private static JsonValue closed(JsonValue json) {
    if (json instanceof JsonArray array) {
      JsonArrayBuilder elements = Json.createArrayBuilder();
      array.forEach(element -> elements.add(closed(element)));
      return elements.build();
    }
    return json instanceof JsonObject object ? closed(object) : json;
  }

  private static JsonObject closed(JsonObject object) {
    JsonObjectBuilder members = Json.createObjectBuilder();
    object.forEach((name, member) -> members.add(name, closed(member)));
    if (isSchemaOfObjects(object) && !object.containsKey(OTHERS)) {
      members.add(OTHERS, false);
    }
    return members.build();
  }

  private static boolean isSchemaOfObjects(JsonObject object) {
    return object.get("type") instanceof JsonString type
        && type.getString().equals("object")
        && object.get("properties") instanceof JsonObject;
  }
}
