package io.catchment.okta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageLimitTest {

  @ParameterizedTest
  @CsvSource({
    "limit=20&after=1_1,20",
    "after=1_1&limit=1,1",
    "limit=1000,1000",
    "limit=2000,1000",
    "limit=0,1000",
    "limit=-5,1000",
    "limit=99999999999,1000",
    "limit=,1000",
    "after=1_1,1000",
    "xlimit=20&q=a?limit=30,1000",
  })
  void of_address(String query, int limit) {
    assertThat(PageLimit.of(logs("?" + query))).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=20&after=a%2B1_1,?limit=7&after=a%2B1_1",
    "?after=1%7C2&limit=1000&filter=x%20eq%20%22limit=3%22,?after=1%7C2&limit=7&filter=x%20eq%20%22limit=3%22",
    "?limit=1&limit=2,?limit=7&limit=7",
    "?xlimit=20,?xlimit=20&limit=7",
    "?limit=,?limit=7",
    "?after=1#here,?after=1&limit=7",
    "?,?limit=7",
    "'',?limit=7",
  })
  void change_leavesAllElseAsItIs(String query, String changed) {
    assertThat(PageLimit.change(logs(query), 7)).isEqualTo(logs(changed));
  }

  private static URI logs(String query) {
    return URI.create("https://acme.okta.com/api/v1/logs" + query);
  }
}
