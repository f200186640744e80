package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageWishTest {

  @Test
  void read_nothing_isTheLatestHundred() {
    assertThat(read(null, null)).isEqualTo(new PageWish("after", Optional.empty(), 100));
  }

  @Test
  void read_both_isThatPage() {
    assertThat(read("17", "1").behind()).hasValue(17L);
    assertThat(read("17", "1").most()).isEqualTo(1);
    assertThat(read("999999999999999999", "100").behind()).hasValue(999_999_999_999_999_999L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "101", "-1", "1.0", "x", "10000000000", " 1"})
  void read_limitThatIsNone_isRefused(String limit) {
    assertThat(refusal(null, limit)).contains("limit is a number from 1 to 100.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "x", "1000000000000000000", "1 "})
  void read_placeThatIsNone_isRefused(String behind) {
    assertThat(refusal(behind, null)).contains("after is the id of a dead letter.");
  }

  @Test
  void shown_oneMoreThanAreWanted_isLeftOut() {
    PageWish wish = read(null, "2");

    assertThat(wish.sought()).isEqualTo(3);
    assertThat(wish.shown(List.of("a", "b", "c"))).containsExactly("a", "b");
    assertThat(wish.shown(List.of("a"))).containsExactly("a");
  }

  private static PageWish read(String behind, String limit) {
    return PageWish.read("after", behind, "a dead letter", limit);
  }

  private static String refusal(String behind, String limit) {
    WebApplicationException refusal =
        catchThrowableOfType(WebApplicationException.class, () -> read(behind, limit));
    assertThat(refusal.getResponse().getStatus()).isEqualTo(400);
    return (String) refusal.getResponse().getEntity();
  }
}
