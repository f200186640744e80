package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void of_knownStatus() {
    assertThat(Problem.of(404, "There is nothing."))
        .isEqualTo(new Problem(404, "Not Found", "There is nothing."));
    assertThat(Problem.of(503, "Try again."))
        .isEqualTo(new Problem(503, "Service Unavailable", "Try again."));
  }

  @Test
  void of_statusWithoutAName() {
    assertThat(Problem.of(599, "Odd.").title()).isEqualTo("Error");
  }

  /** The members that RFC 9457 names, and no others. */
  @Property(tries = 200)
  void json_anyDetail(@ForAll @StringLength(max = 50) String detail) {
    String soundDetail = detail.replaceAll("\\p{Cs}", "");

    assertThat(parsed(Problem.of(413, soundDetail).json()))
        .isEqualTo(
            Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", "Request Entity Too Large")
                .add("status", 413)
                .add("detail", soundDetail)
                .build());
  }

  private static JsonObject parsed(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
