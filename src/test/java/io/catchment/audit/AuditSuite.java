package io.catchment.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.catchment.SetClock;
import io.catchment.platform.Refusal;
import io.catchment.platform.RefusedCall;
import io.catchment.store.PlainDatabase;
import io.catchment.store.Writers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The audit trail, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AuditSuite {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123456Z");

  private final PlainDatabase database;
  private final AuditRecords records = new AuditRecords();
  private AuditTrail trail;

  AuditSuite(PlainDatabase database) {
    this.database = database;
    records.database = database;
  }

  @BeforeEach
  void begin() throws Exception {
    trail = new AuditTrail();
    trail.records = records;
    trail.writers = database.writers();
    trail.clock = new SetClock();
    database.update("delete from audit");
  }

  @AfterAll
  void close() throws Exception {
    database.close();
  }

  @Test
  void write_entry_isShownAsItWas() throws Exception {
    AuditEntry entry =
        new AuditEntry(
            NOON,
            "ann",
            "delete dead letter",
            Optional.of("acme"),
            Optional.of("dead letter 17"),
            204,
            Optional.of("It was there."));

    trail.write(entry);

    assertThat(page(Optional.empty(), Long.MAX_VALUE, 10))
        .extracting(AuditEntryEntity::entry)
        .containsExactly(entry);
  }

  @Test
  void write_whatNoColumnTakes_isCutAndKept() throws Exception {
    trail.write(
        new AuditEntry(
            NOON,
            "a\u0000".repeat(300),
            "sign in",
            Optional.empty(),
            Optional.of("x".repeat(300)),
            401,
            Optional.of("y".repeat(2_000))));

    AuditEntry kept = page(Optional.empty(), Long.MAX_VALUE, 10).get(0).entry();
    assertThat(kept.who()).hasSize(255).doesNotContain("\u0000");
    assertThat(kept.about()).hasValueSatisfying(about -> assertThat(about).hasSize(255));
    assertThat(kept.detail()).hasValueSatisfying(detail -> assertThat(detail).hasSize(1_000));
  }

  @Test
  void page_ofAnOrg_goesOnWhereItEnded() throws Exception {
    for (String who : List.of("a", "b", "c", "d")) {
      trail.write(entry(who, who.equals("b") ? "other" : "acme", 200, NOON));
    }

    List<AuditEntryEntity> first = page(Optional.of("acme"), Long.MAX_VALUE, 2);
    List<AuditEntryEntity> second = page(Optional.of("acme"), first.get(1).id(), 2);

    assertThat(first).extracting(row -> row.entry().who()).containsExactly("d", "c");
    assertThat(second).extracting(row -> row.entry().who()).containsExactly("a");
  }

  @Test
  void removeBefore_time_leavesTheOthers() throws Exception {
    trail.write(entry("old", "acme", 200, NOON.minusSeconds(1)));
    trail.write(entry("new", "acme", 200, NOON));

    int removed = database.inTransaction(() -> records.removeBefore(NOON));

    assertThat(removed).isEqualTo(1);
    assertThat(page(Optional.empty(), Long.MAX_VALUE, 10))
        .extracting(row -> row.entry().who())
        .containsExactly("new");
  }

  @Test
  void write_floodOfRefusals_keepsSoManyOfAMinute() throws Exception {
    for (int i = 0; i < 3 * Flood.MOST; i++) {
      trail.write(entry("mallory", "acme", 401, NOON));
    }
    trail.write(entry("ann", "acme", 200, NOON));
    trail.write(entry("mallory", "acme", 401, NOON.plus(Duration.ofMinutes(1))));

    assertThat(database.count("audit where who = 'mallory'")).isEqualTo(Flood.MOST + 1);
    assertThat(database.count("audit where who = 'ann'")).isEqualTo(1);
  }

  @Test
  void write_floodOfSignInsThatFail_keepsSoManyOfAMinuteAndHidesNoRefusedCall() throws Exception {
    for (int i = 0; i < 2 * Flood.MOST; i++) {
      trail.write(signIn("mallory", i % 2 == 0 ? 400 : 401));
    }
    trail.write(entry("vic", "acme", 403, NOON));
    trail.write(signIn("ann", 200));

    assertThat(database.count("audit where who = 'mallory'")).isEqualTo(Flood.MOST);
    assertThat(database.count("audit where who = 'vic'")).isEqualTo(1);
    assertThat(database.count("audit where who = 'ann'")).isEqualTo(1);
  }

  @Test
  void write_floodOfRefusedCalls_hidesNoSignInThatFails() throws Exception {
    for (int i = 0; i < 2 * Flood.MOST; i++) {
      trail.write(entry("vic", "acme", 403, NOON));
    }
    trail.write(signIn("mallory", 401));

    assertThat(database.count("audit where who = 'vic'")).isEqualTo(Flood.MOST);
    assertThat(database.count("audit where who = 'mallory'")).isEqualTo(1);
  }

  @Test
  void refused_call_isAnEntry() throws Exception {
    Refusal refusal = new Refusal(403, "This needs the role catchment-operator.", false, true);

    trail.refused(new RefusedCall("vic", "PUT", "/api/orgs/acme/hook", refusal));

    AuditEntry kept = page(Optional.empty(), Long.MAX_VALUE, 10).get(0).entry();
    assertThat(kept.who()).isEqualTo("vic");
    assertThat(kept.about()).hasValue("PUT /api/orgs/acme/hook");
    assertThat(kept.result()).isEqualTo(403);
    assertThat(kept.detail()).hasValue(refusal.detail());
  }

  @Test
  void refused_wrongPassword_isASignInThatFails() throws Exception {
    Refusal refusal = new Refusal(401, "Send a token.", false, true);

    for (int i = 0; i <= Flood.MOST; i++) {
      trail.refused(new RefusedCall("mallory", "GET", "/api/orgs", refusal));
    }

    assertThat(database.count("audit")).isEqualTo(Flood.MOST);
    AuditEntry kept = page(Optional.empty(), Long.MAX_VALUE, 1).get(0).entry();
    assertThat(kept.action()).isEqualTo("sign in");
    assertThat(kept.isSignInThatFailed()).isTrue();
    assertThat(kept.about()).hasValue("GET /api/orgs");
  }

  @Test
  void of_signInThatFailed_hasItsNameForOperatorsOnly() throws Exception {
    trail.write(signIn("a-password", 401));
    trail.write(signIn("ann", 200));
    trail.write(entry("vic", "acme", 403, NOON));

    List<AuditEntryEntity> rows = page(Optional.empty(), Long.MAX_VALUE, 10);

    assertThat(rows)
        .extracting(row -> AuditView.of(row, false).build().getString("who"))
        .containsExactly("vic", "ann", "");
    assertThat(rows)
        .extracting(row -> AuditView.of(row, true).build().getString("who"))
        .containsExactly("vic", "ann", "a-password");
  }

  @Test
  void write_whileTheDatabaseIsAway_doesNotFail() throws Exception {
    AuditTrail away = new AuditTrail();
    away.records = records;
    away.clock = new SetClock();
    away.writers =
        new Writers() {
          @Override
          public <T> T write(Callable<T> work) throws Exception {
            throw new IllegalStateException("away");
          }
        };

    assertThatCode(() -> away.write(entry("ann", "acme", 204, NOON))).doesNotThrowAnyException();
    assertThat(database.count("audit")).isZero();
  }

  private List<AuditEntryEntity> page(Optional<String> org, long before, int most)
      throws Exception {
    return database.inTransaction(() -> records.page(org, before, most));
  }

  private static AuditEntry signIn(String who, int result) {
    return new AuditEntry(
        NOON, who, Audited.SIGN_IN, Optional.empty(), Optional.empty(), result, Optional.empty());
  }

  private static AuditEntry entry(String who, String org, int result, Instant at) {
    return new AuditEntry(
        at, who, "try", Optional.of(org), Optional.empty(), result, Optional.empty());
  }
}
