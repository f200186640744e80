package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OktaProblemTest {

  @Test
  void json_hasTheMembersOfOktasErrors() {
    OktaProblem problem = OktaProblem.of(400, "E0000001", "No \"good\"", "since is late.", "So.");

    assertThat(parsed(problem.json()))
        .isEqualTo(
            Json.createObjectBuilder()
                .add("errorCode", "E0000001")
                .add("errorSummary", "No \"good\"")
                .add("errorLink", "E0000001")
                .add("errorId", problem.id())
                .add(
                    "errorCauses",
                    Json.createArrayBuilder()
                        .add(Json.createObjectBuilder().add("errorSummary", "since is late."))
                        .add(Json.createObjectBuilder().add("errorSummary", "So.")))
                .build());
  }

  @Test
  void of_eachTime_hasAnotherId() {
    assertThat(IntStream.range(0, 1000).mapToObj(i -> OktaProblem.of(400, "E", "s").id()))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("oae[A-Za-z0-9_-]{20}"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, E0000011",
    "403, E0000006",
    "404, E0000008",
    "405, E0000022",
    "406, E0000021",
    "400, E0000001",
    "500, E0000009",
    "503, E0000009",
  })
  void of_problem_hasTheCodeOfItsStatus(int status, String code) {
    OktaProblem problem = OktaProblem.of(Problem.of(status, "Do this."));

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.causes()).containsExactly("Do this.");
  }

  private static JsonObject parsed(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
