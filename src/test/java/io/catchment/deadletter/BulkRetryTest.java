package io.catchment.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.store.DeadLetter;
import io.catchment.store.DeadLetters;
import io.catchment.store.Retrial;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkRetryTest {

  private final Many letters = new Many(120);
  private long nanos;

  @Test
  void run_all_readsEachOnceLatestFirst() throws Exception {
    JsonObject answer = run("{\"upTo\":120}");

    assertThat(letters.retried)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 120).map(i -> 121 - i).boxed().toList());
    assertThat(answer.getInt("retried")).isEqualTo(120);
    assertThat(answer.getInt("stored")).isEqualTo(108);
    assertThat(answer.getInt("stayed")).isEqualTo(12);
    assertThat(answer.get("after")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void run_upTo_leavesWhatCameLater() throws Exception {
    run("{\"upTo\":3}");

    assertThat(letters.retried).containsExactly(3L, 2L, 1L);
  }

  @Test
  void run_longerThanItMay_saysWhereToGoOn() throws Exception {
    letters.nanosEach = BulkRetry.MOST_TIME.toNanos() / 70;

    JsonObject first = run("{\"upTo\":120}");
    JsonObject second = run("{\"upTo\":120,\"after\":" + first.getInt("after") + "}");

    assertThat(first.getInt("retried")).isBetween(70, 71);
    assertThat(first.getInt("after")).isEqualTo(121 - first.getInt("retried"));
    assertThat(second.get("after")).isEqualTo(JsonValue.NULL);
    assertThat(letters.retried).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void run_searchThatTakesAllTheTime_readsOneAllTheSame() throws Exception {
    letters.nanosOfSearch = 2 * BulkRetry.MOST_TIME.toNanos();

    JsonObject first = run("{\"upTo\":2}");
    JsonObject second = run("{\"upTo\":2,\"after\":" + first.getInt("after") + "}");

    assertThat(first.getInt("after")).isEqualTo(2);
    assertThat(letters.retried).containsExactly(2L, 1L);
    assertThat(second.get("after")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void run_afterBehindWhatCounts_leavesWhatCameLater() throws Exception {
    run("{\"upTo\":3,\"after\":100}");

    assertThat(letters.retried).containsExactly(3L, 2L, 1L);
  }

  @Test
  void run_oneThatIsGoneMeanwhile_isNotCounted() throws Exception {
    letters.gone = 2;

    assertThat(run("{\"upTo\":3}").getInt("retried")).isEqualTo(2);
  }

  @Test
  void run_orgAndReason_areWhatIsAskedFor() throws Exception {
    run("{\"upTo\":3,\"org\":\"acme\",\"reason\":\"The event\"}");

    assertThat(letters.asked).isEqualTo("acme The event");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"upTo\":-1}",
        "{\"upTo\":1.5}",
        "{\"upTo\":\"1\"}",
        "{\"upTo\":1,\"after\":true}",
        "{\"upTo\":1,\"org\":\"Acme\"}",
        "{\"upTo\":1,\"reason\":1}",
      })
  void read_whatIsNoWish_isRefused(String body) {
    assertThatThrownBy(() -> RetryWish.read(body))
        .isInstanceOfSatisfying(
            WebApplicationException.class,
            e -> assertThat(e.getResponse().getStatus()).isEqualTo(400));
  }

  @Test
  void read_reason_isAsLongAsOneThatIsKept() {
    String longest = "x".repeat(1_000);

    assertThat(RetryWish.read(wish(longest)).reason()).isEqualTo(longest);
    assertThatThrownBy(() -> RetryWish.read(wish(longest + "x")))
        .isInstanceOfSatisfying(
            WebApplicationException.class,
            e -> assertThat(e.getResponse().getStatus()).isEqualTo(400));
  }

  @Test
  void inWords_reasonWithALineBreak_isOneLine() {
    RetryWish wish = RetryWish.read(wish("a\\nERROR b"));

    assertThat(wish.reason()).isEqualTo("a\nERROR b");
    assertThat(wish.inWords()).isEqualTo("dead letters kept because: a\uFFFDERROR b");
  }

  private static String wish(String reason) {
    return "{\"upTo\":3,\"reason\":\"" + reason + "\"}";
  }

  private JsonObject run(String body) throws Exception {
    BulkRetry retry = new BulkRetry(letters, RetryWish.read(body), () -> nanos);
    retry.run();
    return retry.json();
  }

  /** Those with the ids from one to so many; every tenth stays. */
  private final class Many extends DeadLetters {
    private final int number;
    private final List<Long> retried = new ArrayList<>();
    private long nanosEach;
    private long nanosOfSearch;
    private long gone;
    private String asked;

    Many(int number) {
      this.number = number;
    }

    @Override
    public List<DeadLetter> page(Optional<String> org, String reason, long behind, int most) {
      asked = org.orElse("") + " " + reason;
      nanos += nanosOfSearch;
      long first = Math.min(number, behind - 1);
      return LongStream.range(0, Math.min(most, first)).mapToObj(i -> letter(first - i)).toList();
    }

    @Override
    public Optional<Retrial> retry(long id) {
      retried.add(id);
      nanos += nanosEach;
      if (id == gone) {
        return Optional.empty();
      }
      return Optional.of(id % 10 == 0 ? new Retrial.Stays("No.") : new Retrial.Stored(1, 0, 0));
    }

    private static DeadLetter letter(long id) {
      return new DeadLetter(
          id,
          "acme",
          new UUID(0, id),
          OptionalInt.empty(),
          Instant.EPOCH,
          Instant.EPOCH,
          "A reason.",
          1);
    }
  }
}
