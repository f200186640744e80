package io.catchment.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

  @Test
  void read_everyKind() {
    assertThat(JsonTree.read(" {\"a\":[\"\\u00fc\",-1.50e3,true,false,null,{}],\"b\":\"\"} "))
        .isEqualTo(
            new JsonTree.Members(
                Map.of(
                    "a",
                    new JsonTree.Elements(
                        List.of(
                            new JsonTree.Text("\u00fc"),
                            new JsonTree.Numeral("-1.50e3"),
                            new JsonTree.Truth(true),
                            new JsonTree.Truth(false),
                            new JsonTree.Null(),
                            new JsonTree.Members(Map.of()))),
                    "b",
                    new JsonTree.Text(""))));
  }

  @Test
  void read_nameTwice_lastCounts() {
    assertThat(JsonTree.read("{\"a\":1,\"a\":2}"))
        .isEqualTo(new JsonTree.Members(Map.of("a", new JsonTree.Numeral("2"))));
  }

  @Test
  void read_longNumber() {
    String number = "9".repeat(100_000);

    assertThat(JsonTree.read(number)).isEqualTo(new JsonTree.Numeral(number));
  }

  @Test
  void read_asDeepAsAnEventMayBe() {
    int depth = LogPageBody.MAX_DEPTH;

    assertThat(JsonTree.read("[".repeat(depth) + "]".repeat(depth)))
        .isInstanceOf(JsonTree.Elements.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonTree.read("[".repeat(depth + 1) + "]".repeat(depth + 1)))
        .withMessage("The text is nested deeper than 900 levels.");
    assertThatIllegalArgumentException().isThrownBy(() -> JsonTree.read("{\"a\":".repeat(100_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "[1,",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "\"a",
        "tru",
        "{} {}",
        "1 2",
        "]",
        "}",
        "{]",
        "[}",
        "{1:2}",
        "[1 2]",
        "'a'",
        "nul",
        "-",
        "{} x"
      })
  void read_noJson(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonTree.read(text));
  }

  @Property(tries = 1_000)
  void read_anyJson(@ForAll Random random) {
    RandomJson json = new RandomJson(random);
    RandomJson.Value string = json.string();

    assertThat(JsonTree.read(json.value())).isNotNull();
    assertThat(JsonTree.read(json.space() + string.json()))
        .isEqualTo(new JsonTree.Text(string.text()));
  }

  @Property(tries = 1_000)
  void write_anyJson_isReadAsTheSame(@ForAll Random random) {
    JsonTree tree = JsonTree.read(new RandomJson(random).value());

    assertThat(JsonTree.read(JsonTree.write(tree))).isEqualTo(tree);
  }

  @Test
  void write_everyKind() {
    String json = "{\"a\":[\"\u00fc\\u0000\\\"\",-1.50e3,true,false,null,{},[]],\"\\ud800\":\"\"}";

    assertThat(JsonTree.write(JsonTree.read(json))).isEqualTo(json);
  }
}
