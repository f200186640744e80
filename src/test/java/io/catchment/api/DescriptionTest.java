package io.catchment.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description is valid, whole, and of what there is. */
class DescriptionTest {

  private static final Description DESCRIPTION = Description.shipped();
  private static final Schemas SCHEMAS = new Schemas(DESCRIPTION);
  private static final List<OfferedOperation> OFFERED = OfferedOperations.all();

  /** What is no operator's affair, and is described one by one. */
  private static final Set<String> OWN_AFFAIRS =
      Set.of(
          "POST /api/session",
          "DELETE /api/session",
          "POST /api/views",
          "DELETE /api/views/{view}");

  static List<DescribedOperation> operations() {
    return DESCRIPTION.operations();
  }

  static List<JsonObject> parameters() {
    return operations().stream().flatMap(operation -> operation.parameters().stream()).toList();
  }

  // --- OpenAPI ---

  @Test
  void description_whole_isValid() {
    ParseOptions resolving = new ParseOptions();
    resolving.setResolve(true);

    List<String> problems =
        new OpenAPIV3Parser()
            .readContents(DESCRIPTION.root().toString(), List.of(), resolving)
            .getMessages();

    assertThat(problems).isNullOrEmpty();
    assertThat(DESCRIPTION.root().getString("openapi")).isEqualTo("3.0.3");
  }

  @Test
  void parts_thatAreShared_areThereAndUsed() {
    Set<String> used = new TreeSet<>();
    references(DESCRIPTION.root(), used);
    Set<String> shared = new TreeSet<>();
    JsonObject components = DESCRIPTION.root().getJsonObject("components");
    for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
      components
          .getJsonObject(kind)
          .keySet()
          .forEach(name -> shared.add("#/components/" + kind + "/" + name));
    }

    assertThat(used).isEqualTo(shared);
  }

  private static void references(JsonValue json, Set<String> found) {
    if (json instanceof JsonArray array) {
      array.forEach(element -> references(element, found));
    } else if (json instanceof JsonObject object) {
      if (object.get("$ref") instanceof JsonString reference) {
        found.add(reference.getString());
      }
      object.values().forEach(member -> references(member, found));
    }
  }

  @Test
  void examplesAndDefaults_all_fitTheirSchemas() {
    List<Sample> samples = new ArrayList<>();
    samples(DESCRIPTION.root(), samples);

    assertThat(samples).hasSizeGreaterThan(60);
    assertThat(samples)
        .allSatisfy(
            sample ->
                assertThat(SCHEMAS.differences(sample.schema(), sample.value().toString()))
                    .isEmpty());
  }

  private static void samples(JsonValue json, List<Sample> found) {
    if (json instanceof JsonArray array) {
      array.forEach(element -> samples(element, found));
    } else if (json instanceof JsonObject object) {
      object.forEach((name, member) -> sample(object, name, member, found));
    }
  }

  private static void sample(JsonObject in, String name, JsonValue member, List<Sample> found) {
    JsonObject schema = in.get("schema") instanceof JsonObject of ? of : in;
    switch (name) {
      case "example", "default" -> found.add(new Sample(schema, member));
      case "examples" ->
          member
              .asJsonObject()
              .values()
              .forEach(e -> found.add(new Sample(schema, e.asJsonObject().get("value"))));
      default -> samples(member, found);
    }
  }

  private record Sample(JsonObject schema, JsonValue value) {}

  // --- The resources ---

  @Test
  void operations_areThoseOfTheResources() {
    assertThat(described(DescribedOperation::name))
        .containsExactlyInAnyOrderElementsOf(OFFERED.stream().map(OfferedOperation::name).toList());
  }

  @Test
  void parameters_areThoseOfTheResources() {
    assertThat(byName(DescribedOperation::parameterNames))
        .isEqualTo(offeredByName(OfferedOperation::parameters));
  }

  @Test
  void bodies_thatTheResourcesDeclare_areDescribed() {
    Map<String, Set<String>> taken = offeredByName(OfferedOperation::consumes);
    taken.values().removeIf(Set::isEmpty);

    assertThat(byName(DescribedOperation::consumed)).containsAllEntriesOf(taken);
  }

  @Test
  void answers_areOfTheMediaTypesThatTheResourcesDeclare() {
    Map<String, Set<String>> offered = offeredByName(OfferedOperation::produces);

    assertThat(operations())
        .allSatisfy(
            operation -> {
              Set<String> declared = offered.get(operation.name());
              assertThat(declared.isEmpty() || declared.containsAll(operation.produced())).isTrue();
            });
  }

  private static List<String> described(Function<DescribedOperation, String> what) {
    return operations().stream().map(what).toList();
  }

  private static Map<String, Set<String>> byName(Function<DescribedOperation, Set<String>> what) {
    return operations().stream()
        .collect(Collectors.toMap(DescribedOperation::name, what, (a, b) -> a, TreeMap::new));
  }

  private static Map<String, Set<String>> offeredByName(
      Function<OfferedOperation, Set<String>> what) {
    return OFFERED.stream()
        .collect(Collectors.toMap(OfferedOperation::name, what, (a, b) -> a, TreeMap::new));
  }

  // --- What has to be said ---

  @Test
  void operationIds_areNamesOfMethodsAndUnique() {
    assertThat(described(operation -> operation.json().getString("operationId")))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z]+([A-Z][a-z]+)+"));
  }

  @Test
  void tags_areDeclaredAndUsed() {
    Stream<String> declared =
        DESCRIPTION.root().getJsonArray("tags").getValuesAs(JsonObject.class).stream()
            .map(tag -> tag.getString("name"));

    assertThat(
            operations().stream()
                .flatMap(
                    operation ->
                        operation
                            .json()
                            .getJsonArray("tags")
                            .getValuesAs(JsonString::getString)
                            .stream())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(declared.toList());
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void parameter_saysWhatItIs(JsonObject parameter) {
    assertThat(parameter.keySet()).contains("description", "schema", "example");
    JsonObject schema = DESCRIPTION.resolved(parameter.get("schema"));
    assertThat(parameter.getBoolean("required", false) || saysDefault(parameter, schema)).isTrue();
    if (schema.getString("type").equals("array")) {
      assertThat(parameter.getBoolean("explode")).isTrue();
      assertLimits(DESCRIPTION.resolved(schema.get("items")));
    } else {
      assertLimits(schema);
    }
  }

  private static void assertLimits(JsonObject schema) {
    if (schema.getString("type").equals("integer")) {
      assertThat(schema.keySet()).contains("minimum", "maximum");
    } else {
      assertThat(schema.keySet()).containsAnyOf("enum", "format", "pattern", "maxLength");
    }
  }

  /** In words if it is none that can be sent. */
  private static boolean saysDefault(JsonObject parameter, JsonObject schema) {
    return schema.containsKey("default")
        || parameter.getString("description").contains("If it is missing: ");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operation_ofTheApi_saysWhoMayCallIt(DescribedOperation operation) {
    JsonObject responses = operation.json().getJsonObject("responses");
    boolean guarded =
        (operation.path().startsWith("/api/") || operation.path().startsWith("/metrics"))
            && !OWN_AFFAIRS.contains(operation.name());

    assertThat(operation.hasSecurityOfItsOwn()).isEqualTo(!guarded);
    if (OWN_AFFAIRS.contains(operation.name())) {
      assertThat(responses.keySet()).contains("401", "403");
    }
    if (guarded) {
      assertThat(responses.keySet()).contains("401", "403");
      assertThat(responses.getJsonObject("403").getString("$ref"))
          .endsWith(operation.reads() ? "NotViewer" : "NotOperator");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void errors_haveTheirShape(DescribedOperation operation) {
    boolean oktas = operation.path().startsWith("/api/v1/");
    Map<String, JsonObject> errors = operation.responses();
    errors.keySet().removeIf(status -> status.compareTo("400") < 0);
    if (operation.path().equals("/health/ready")) {
      errors.remove("503");
    }

    assertThat(errors.values())
        .allSatisfy(
            error -> {
              JsonObject content = DescribedOperation.content(error);
              String type = oktas ? "application/json" : "application/problem+json";
              assertThat(content.keySet()).containsExactly(type);
              assertThat(content.getJsonObject(type).getJsonObject("schema").getString("$ref"))
                  .endsWith(oktas ? "/OktaError" : "/Problem");
            });
  }

  @ParameterizedTest
  @MethodSource("operations")
  void unavailable_sayWhenToComeAgain(DescribedOperation operation) {
    JsonObject unavailable = operation.responses().get("503");
    if (unavailable != null && !operation.path().startsWith("/health/")) {
      assertThat(unavailable.getJsonObject("headers")).containsKey("Retry-After");
    }
  }

  /** All below this address do, but for those that only say what there is. */
  @ParameterizedTest
  @MethodSource("operations")
  void operation_thatNeedsTheDatabase_saysThatItMayBeInTrouble(DescribedOperation operation) {
    boolean needed =
        operation.path().startsWith("/api/")
            && !operation.path().equals("/api/openapi.json")
            && !operation.method().equals("HEAD");

    if (needed) {
      assertThat(operation.responses()).containsKey("503");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operation_saysWhatItDoes(DescribedOperation operation) {
    assertThat(operation.json().getString("summary")).isNotBlank().doesNotEndWith(".");
    assertThat(operation.responses().values())
        .allSatisfy(response -> assertThat(response.getString("description")).endsWith("."));
    if (!operation.consumed().isEmpty()) {
      assertThat(operation.responses()).containsKeys("400", "413", "415");
    }
  }
}
