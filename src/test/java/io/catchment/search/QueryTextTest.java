package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTextTest {

  @Test
  void find_whatTheReaderSaysThatItReads_isThereOrEmpty() throws Exception {
    QueryText query = QueryText.parse("a=1&b=2", () -> Set.of("a", "c"));

    assertThat(query.find("a")).hasValue("1");
    assertThat(query.find("c")).isEmpty();
    assertThat(query.with("c", "3").find("c")).hasValue("3");
  }

  @Test
  void find_anythingElse_isAFaultOfTheReader() throws Exception {
    QueryText query = QueryText.parse("a=1&b=2", () -> Set.of("a"));
    QueryText nothing = QueryText.parse(null, Set::of);

    assertThatIllegalArgumentException().isThrownBy(() -> query.find("b"));
    assertThatIllegalArgumentException().isThrownBy(() -> nothing.find("b"));
  }

  @Test
  void toString_parametersThatNobodyReads_areKept() throws Exception {
    assertThat(QueryText.parse("b=2", () -> Set.of("a"))).hasToString("b=2");
  }
}
