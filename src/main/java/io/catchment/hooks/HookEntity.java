package io.catchment.hooks;

import io.catchment.event.StorableText;
import io.catchment.platform.JsonValues;
import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An org's hook: what is wanted of it, and what Okta said of it last. */
@Entity(name = "Hook")
@Table(name = "hook")
class HookEntity {

  private static final int MAX_PROBLEM = 1_000;

  @Id private String org;

  /** Of the hook that is ours. One that is only watched is not. */
  @Column(name = "okta_id")
  private String oktaId;

  /** Null if nobody has said what it should be: then it is only watched. */
  @Column private String wanted;

  /** Since when a wish is kept that Okta has not answered. */
  @Column(name = "wanted_at")
  private Instant wantedAt;

  /** What Okta took last of all that was wanted; null if nothing. */
  @Column private String taken;

  /** What is said of a wish that was kept, and that Okta rejected; null if there is none. */
  @Column private String rejection;

  /** What Okta made of the wish when it was told last; null if it never was. */
  @Column private String agreed;

  /** Null if Okta has none. */
  @Column private String found;

  /** The names of the hooks that are not ours, and call an address like ours. */
  @Column(name = "other_hooks")
  private String others;

  /** Of the headers that Okta was told last; null if it has to be told. */
  @Column private String fingerprint;

  /** The names of those that were ours, besides the secret's; null if nobody has noted them. */
  @Column(name = "our_headers")
  private String ourHeaders;

  /** Whether Okta was told another secret or address, and has not verified it since. */
  @Column(name = "to_verify")
  private boolean toVerify;

  /** Of each event type that it should bring: since when. */
  @Column(name = "delivers_since")
  private String deliversSince;

  /** When it became verified, as far as we saw it. */
  @Column(name = "verified_at")
  private Instant verifiedAt;

  @Column(name = "checked_at")
  private Instant checkedAt;

  @Column private String problem;

  /** When it began. */
  @Column(name = "problem_at")
  private Instant problemAt;

  protected HookEntity() {}

  HookEntity(String org) {
    this.org = org;
  }

  Optional<String> oktaId() {
    return Optional.ofNullable(oktaId);
  }

  Optional<Wanted> wanted() {
    return Optional.ofNullable(wanted).map(Wanted::read);
  }

  /** What Okta took last of all that was wanted. */
  Optional<Wanted> taken() {
    return Optional.ofNullable(taken).map(Wanted::read);
  }

  /** What became of a wish that Okta rejected when it was back, in words. */
  Optional<String> rejection() {
    return Optional.ofNullable(rejection);
  }

  Optional<OktaHook> found() {
    return Optional.ofNullable(found).map(OktaHook::read);
  }

  List<String> others() {
    return texts(others);
  }

  private static List<String> texts(String array) {
    return array == null
        ? List.of()
        : Json.createReader(new StringReader(array)).readArray().getValuesAs(JsonString::getString);
  }

  String fingerprint() {
    return fingerprint;
  }

  /** Whether it has to be verified, whatever Okta says of it. */
  boolean isToBeVerified() {
    return toVerify;
  }

  void setToBeVerified(boolean isOwed) {
    toVerify = isOwed;
  }

  /** The names of the headers, besides the secret's, that Okta was told last as ours. */
  Set<String> ourHeaders() {
    return Set.copyOf(texts(ourHeaders));
  }

  DeliveryTimes deliversSince() {
    return DeliveryTimes.read(deliversSince);
  }

  Instant verifiedAt() {
    return verifiedAt;
  }

  Instant checkedAt() {
    return checkedAt;
  }

  String problem() {
    return problem;
  }

  Instant problemAt() {
    return problemAt;
  }

  /** What the hook should be: as Okta agreed to have it, or as it is if nobody says. */
  Optional<OktaHook> expected() {
    return expectedText().map(OktaHook::read);
  }

  private Optional<String> expectedText() {
    return Optional.ofNullable(agreed).or(() -> Optional.ofNullable(found));
  }

  /** What it should bring; empty if there is no hook. */
  Optional<HookSubscriptionText> subscription() {
    return expectedText().map(hook -> new HookSubscriptionText(hook, deliversSince));
  }

  /**
   * Whether Okta was told this wish, and made of it what the hook is now. If that is not what is
   * wanted to the letter, telling it again would change nothing.
   */
  boolean isAgreed(Wanted wish, OktaHook hook) {
    return agreed != null
        && wanted().filter(wish::equals).isPresent()
        && OktaHook.read(agreed).isSetUpAs(hook);
  }

  /** This is wanted, and Okta has to be told yet. */
  void want(Wanted wish, Instant now) {
    wanted = wish.json().toString();
    wantedAt = now;
    rejection = null;
    fingerprint = null;
  }

  /** Somebody says anew what is wanted, and what became of an earlier wish is no news. */
  void hear() {
    rejection = null;
  }

  /**
   * Okta does not take this wish: given up, if it is one that Okta never took, for what Okta took
   * last.
   *
   * @param reason a sentence
   * @return whether it is given up
   */
  boolean giveUp(Wanted wish, String reason) {
    boolean isKept = wanted().filter(wish::equals).isPresent();
    boolean wasTaken = taken().filter(wish::equals).isPresent();
    if (!isKept || wasTaken) {
      return false;
    }
    String wishOf = wantedAt == null ? "The wish" : "The wish of " + wantedAt;
    rejection =
        StorableText.forColumn(
            wishOf + " was rejected by Okta and is given up: " + reason, MAX_PROBLEM);
    wanted = taken;
    wantedAt = null;
    fingerprint = null;
    return true;
  }

  /** Okta has the hook as this is wanted, with these headers. */
  void agree(Wanted wish, OktaHook hook, ToldHeaders headers) {
    oktaId = hook.id();
    wanted = wish.json().toString();
    wantedAt = null;
    taken = wanted;
    agreed = hook.json().toString();
    fingerprint = headers.fingerprint();
    ourHeaders = JsonValues.of(new TreeSet<>(headers.names())).toString();
  }

  void doubtHeaders() {
    fingerprint = null;
  }

  /** Nobody wants anything of it any more. */
  void unwant(Optional<OktaHook> hook) {
    oktaId = hook.map(OktaHook::id).orElse(null);
    wanted = null;
    wantedAt = null;
    taken = null;
    rejection = null;
    agreed = null;
    fingerprint = null;
    ourHeaders = null;
    toVerify = false;
  }

  /**
   * Okta has this one.
   *
   * @param oktasNow the time now by Okta's clock
   */
  void find(OktaHook hook, Instant now, Instant oktasNow) {
    boolean wasVerified =
        found().filter(f -> f.isVerified() && f.id().equals(hook.id())).isPresent();
    found = hook.json().toString();
    checkedAt = now;
    if (hook.isVerified() && !wasVerified) {
      verifiedAt = now;
    }
    OktaHook expected = expected().orElse(hook);
    deliversSince = deliversSince().renewed(expected, hook, oktasNow).text();
  }

  /** Okta has none. What it should bring, it should bring all the same. */
  void lose(Instant now) {
    oktaId = null;
    found = null;
    fingerprint = null;
    checkedAt = now;
  }

  void findOthers(List<OktaHook> hooks) {
    List<String> names = hooks.stream().map(hook -> hook.name() + " (" + hook.id() + ")").toList();
    others = JsonValues.of(names).toString();
  }

  void fail(String reason, Instant now) {
    if (problem == null) {
      problemAt = now;
    }
    problem = StorableText.forColumn(reason, MAX_PROBLEM);
  }

  /** All is as it should be. */
  void succeed() {
    problem = null;
    problemAt = null;
  }
}
