package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaException;
import io.catchment.okta.OktaRefusedException;
import io.catchment.okta.OktaRejectedException;
import io.catchment.okta.OktaTakenOverException;
import io.catchment.okta.OktaUnavailableException;
import io.catchment.okta.TestOrg;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.Secrets;
import io.catchment.platform.Settings;
import io.catchment.pretend.Bucket;
import io.catchment.pretend.Hook;
import io.catchment.pretend.PretendOkta;
import io.catchment.pretend.Receiver;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the keeper makes of the hooks of an Okta, and what it notes. */
@Timeout(60)
class HookKeeperTest {

  private static final String NAME = "Catchment acme";
  private static final String START = "user.session.start";
  private static final String END = "user.session.end";

  private final PretendOkta okta = new PretendOkta(Clock.systemUTC()).start();
  private final List<String> secrets = new ArrayList<>(List.of("s3cret"));
  private final List<String> stage = new ArrayList<>(List.of("h1dden"));
  private final HookKeeper keeper = new HookKeeper();
  private final KeptRecords records = new KeptRecords();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final GivenTurns turns = new GivenTurns();
  private Receiver receiver;
  private TestOrg api;
  private OktaClient client;
  private OrgSettings org;

  @BeforeEach
  void open() throws IOException {
    receiver = new Receiver();
    okta.tokens().accept(TestOrg.TOKEN);
    ClientBuilder builder = new JerseyClientBuilder();
    api = new TestOrg(builder, okta.uri());
    client = api.client().withPatience(Duration.ofMillis(500));
    Secrets required = () -> stage;
    org = Orgs.acme(okta.uri(), () -> secrets, Map.of("X-Stage", required));
    keeper.notes = new HookNotes();
    keeper.notes.records = records;
    keeper.notes.subscriptions = new HookSubscriptions();
    keeper.notes.clock = Clock.systemUTC();
    keeper.notes.writers = new PlainWriters();
    keeper.notes.turns = turns;
    Settings none = null;
    keeper.metrics = new HookMetrics(registry, none, records);
  }

  @AfterEach
  void close() {
    api.close();
    okta.close();
    receiver.close();
  }

  // --- Whose hook it is ---

  @Test
  void ensure_foreignHookWithTheSamePath_isLeftAloneAndNamed() throws Exception {
    String foreign = create("Somebody else's", receiver.uri(), START);
    Hook before = hook(foreign);

    HookEntity row = keeper.ensure(org, client, wanted(START));
    keeper.keep(org, client);
    keeper.remove(org, client);

    assertThat(row.others()).containsExactly("Somebody else's (" + foreign + ")");
    assertThat(okta.hooks().all()).containsExactly(before);
  }

  @Test
  void ensure_hookWithTheSamePathAndName_isTaken() throws Exception {
    String id = create(NAME, receiver.uri(), END);

    keeper.ensure(org, client, wanted(START));

    assertThat(okta.hooks().all()).extracting(Hook::id).containsExactly(id);
    assertThat(hook(id).eventTypes()).containsExactly(START);
  }

  @Test
  void ensure_anotherNameAndPath_staysTheSameHook() throws Exception {
    keeper.ensure(org, client, wanted(START));
    String id = only().id();
    URI elsewhere = receiver.uri().resolve("/moved/hooks/acme");

    keeper.ensure(org, client, new Wanted("Renamed", elsewhere, List.of(START), null));

    assertThat(only().id()).isEqualTo(id);
    assertThat(only().channel().uri()).isEqualTo(elsewhere);
  }

  @Test
  void remove_whenNothingIsKnown_deletesNothing() throws Exception {
    String id = create(NAME, receiver.uri(), START);

    assertThat(keeper.remove(org, client)).isFalse();
    keeper.keep(org, client);
    assertThat(records.find("acme").orElseThrow().found()).isPresent();
    assertThat(keeper.remove(org, client)).isFalse();

    assertThat(only().id()).isEqualTo(id);
    assertThat(only().isActive()).isTrue();
  }

  @Test
  void remove_thatFailsHalfway_isNotUndoneByTheWatch() throws Exception {
    keeper.ensure(org, client, wanted(START));
    okta.faults().hangNext(1, Bucket.HOOKS, Duration.ZERO);
    okta.faults().answerNext(1, Bucket.HOOKS, 403);

    assertThatThrownBy(() -> keeper.remove(org, client)).isInstanceOf(OktaRefusedException.class);
    client.deactivateHook(only().id());
    keeper.keep(org, client);

    assertThat(only().isActive()).isFalse();
    assertThat(keeper.remove(org, client)).isTrue();
    assertThat(okta.hooks().all()).isEmpty();
  }

  @Test
  void remove_afterACreateThatWasNotAnswered_deletesWhatOktaMade() throws Exception {
    okta.faults().hangNext(1, Bucket.HOOKS, Duration.ZERO);
    okta.faults().closeAfterNext(1, Bucket.HOOKS);
    assertThatThrownBy(() -> keeper.ensure(org, client, wanted(START)))
        .isInstanceOf(OktaUnavailableException.class);
    assertThat(okta.hooks().all()).hasSize(1);
    okta.faults().answerNext(1, Bucket.HOOKS, 403);
    assertThatThrownBy(() -> keeper.remove(org, client)).isInstanceOf(OktaRefusedException.class);

    assertThat(keeper.remove(org, client)).isTrue();

    assertThat(okta.hooks().all()).isEmpty();
  }

  // --- What is wanted ---

  @Test
  void ensure_again_changesNothing() throws Exception {
    keeper.ensure(org, client, wanted(START));
    Hook before = only();
    int requests = okta.rateLimit(Bucket.HOOKS).requests();

    HookEntity row = keeper.ensure(org, client, wanted(START));

    assertThat(only()).isEqualTo(before);
    assertThat(okta.rateLimit(Bucket.HOOKS).requests()).isEqualTo(requests + 1);
    assertThat(row.problem()).isNull();
  }

  @Test
  void keep_hookThatSomebodyChanged_isChangedBack() throws Exception {
    keeper.ensure(org, client, wanted(START));
    String id = only().id();
    client.updateHook(id, json(NAME, receiver.uri(), END));

    HookEntity row = keeper.keep(org, client);

    assertThat(only().eventTypes()).containsExactly(START);
    assertThat(only().isVerified()).isTrue();
    assertThat(HookView.of(org, row, List.of()).getJsonArray("drift")).isEmpty();
  }

  @Test
  void keep_whenOktaMakesSomethingElseOfTheWish_tellsItOnce() throws Exception {
    keeper.ensure(org, client, wanted(START));
    Hook hook = only();
    OktaHook answer = records.find("acme").orElseThrow().found().orElseThrow();
    records.change(
        "acme",
        row -> row.agree(wanted(START, END), answer, SentHeaders.of(org).told(row.fingerprint())));

    HookEntity row = keeper.keep(org, client);

    assertThat(only()).isEqualTo(hook);
    assertThat(HookView.of(org, row, List.of()).getJsonArray("drift")).isNotEmpty();
    client.deactivateHook(hook.id());
    keeper.keep(org, client);
    assertThat(only().isActive()).isTrue();
  }

  @Test
  void ensure_wishThatOktaRejects_leavesTheGoodOne() throws Exception {
    keeper.ensure(org, client, wanted(START));
    Wanted bad = wanted("no.such.type");

    assertThatThrownBy(() -> keeper.ensure(org, client, bad))
        .isInstanceOf(OktaRejectedException.class);

    assertThat(keeper.isWanted(org, bad)).isFalse();
    assertThat(keeper.isWanted(org, wanted(START))).isTrue();
    okta.hooks().unverify(only().id());
    keeper.keep(org, client);
    assertThat(only().isVerified()).isTrue();
    assertThat(records.find("acme").orElseThrow().problem()).isNull();
  }

  @Test
  void ensure_whenOktaIsAway_keepsTheWish() throws Exception {
    keeper.ensure(org, client, wanted(START));
    okta.faults().answerNext(1, Bucket.HOOKS, 503);

    assertThatThrownBy(() -> keeper.ensure(org, client, wanted(END)))
        .isInstanceOf(OktaUnavailableException.class);
    assertThat(keeper.isWanted(org, wanted(END))).isTrue();
    keeper.keep(org, client);

    assertThat(only().eventTypes()).containsExactly(END);
  }

  @Test
  void keep_keptWishThatOktaRejects_isGivenUpForTheLastOneThatOktaTook() throws Exception {
    keeper.ensure(org, client, wanted(START));
    String id = only().id();
    wishWhileOktaIsAway(wanted("no.such.type"));
    okta.hooks().unverify(id);

    HookEntity row = keeper.keep(org, client);
    keeper.keep(org, client);

    assertThat(row.wanted()).contains(wanted(START));
    assertThat(row.rejection().orElseThrow())
        .contains("The wish of 20", "rejected by Okta", "E0000001", "no.such.type")
        .doesNotContain("s3cret", "h1dden", TestOrg.TOKEN);
    assertThat(row.problem()).isNull();
    assertThat(only().id()).isEqualTo(id);
    assertThat(only().isVerified()).isTrue();
    assertThat(counted("catchment_hook_wishes_rejected")).isEqualTo(1);
    JsonObject shown = HookView.of(org, records.find("acme").orElseThrow(), List.of());
    assertThat(shown.getString("rejected")).isEqualTo(row.rejection().get());
    assertThat(shown.getJsonArray("drift")).isEmpty();
  }

  @Test
  void keep_firstWishOfAllThatOktaRejects_leavesNothingWanted() throws Exception {
    wishWhileOktaIsAway(wanted("no.such.type"));

    HookEntity row = keeper.keep(org, client);
    int requests = okta.rateLimit(Bucket.HOOKS).requests();
    keeper.keep(org, client);

    assertThat(row.wanted()).isEmpty();
    assertThat(row.rejection()).isPresent();
    assertThat(okta.hooks().all()).isEmpty();
    assertThat(okta.rateLimit(Bucket.HOOKS).requests()).isEqualTo(requests + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 500})
  void keep_keptWishThatOktaDoesNotJudge_isStillWanted(int status) throws Exception {
    keeper.ensure(org, client, wanted(START));
    wishWhileOktaIsAway(wanted(END));
    okta.faults().hangNext(1, Bucket.HOOKS, Duration.ZERO);
    okta.faults().answerNext(1, Bucket.HOOKS, status);

    assertThatThrownBy(() -> keeper.keep(org, client)).isInstanceOf(OktaException.class);

    assertThat(keeper.isWanted(org, wanted(END))).isTrue();
    assertThat(records.find("acme").orElseThrow().rejection()).isEmpty();
    keeper.keep(org, client);
    assertThat(only().eventTypes()).containsExactly(END);
  }

  @Test
  void keep_wishThatOktaTookBefore_isNotGivenUp() throws Exception {
    keeper.ensure(org, client, wanted(START));
    client.updateHook(only().id(), json(NAME, receiver.uri(), END));
    okta.faults().hangNext(1, Bucket.HOOKS, Duration.ZERO);
    okta.faults().answerNext(1, Bucket.HOOKS, 400);

    assertThatThrownBy(() -> keeper.keep(org, client)).isInstanceOf(OktaRejectedException.class);

    assertThat(keeper.isWanted(org, wanted(START))).isTrue();
    keeper.keep(org, client);
    assertThat(only().eventTypes()).containsExactly(START);
  }

  @Test
  void ensure_sameWishThatIsKept_isGivenUpWhenOktaRejectsIt() throws Exception {
    keeper.ensure(org, client, wanted(START));
    Wanted bad = wanted("no.such.type");
    wishWhileOktaIsAway(bad);

    assertThatThrownBy(() -> keeper.ensure(org, client, bad))
        .isInstanceOf(OktaRejectedException.class);

    assertThat(keeper.isWanted(org, bad)).isFalse();
    assertThat(keeper.isWanted(org, wanted(START))).isTrue();
  }

  @Test
  void ensure_afterARejectedWish_endsWhatIsSaidOfIt() throws Exception {
    wishWhileOktaIsAway(wanted("no.such.type"));
    assertThat(keeper.keep(org, client).rejection()).isPresent();

    assertThat(keeper.ensure(org, client, wanted(START)).rejection()).isEmpty();

    assertThat(keeper.keep(org, client).rejection()).isEmpty();
  }

  @Test
  void keep_headersThatAnAdministratorAdded_areKeptAndNoneOfOurs() throws Exception {
    keeper.ensure(org, client, wanted(START));
    Map<String, String> added =
        Map.of("X-Gateway", "g4te", "x-stage", "another", "AUTHORIZATION", "another");
    client.updateHook(
        only().id(),
        wanted(START).forOkta(new SentHeaders("Authorization", "s3cret", new TreeMap<>(added))));
    secrets.set(0, "n3w");

    HookEntity row = keeper.keep(org, client);

    assertThat(only().channel().secret()).hasValue("n3w");
    assertThat(only().channel().headers())
        .containsExactlyInAnyOrderEntriesOf(Map.of("X-Gateway", "g4te", "X-Stage", "h1dden"));
    assertThat(HookView.of(org, row, List.of()).getJsonArray("drift")).isEmpty();
    assertThat(row.found().orElseThrow().toString() + row.expected() + row.fingerprint())
        .doesNotContain("g4te");
    int requests = okta.rateLimit(Bucket.HOOKS).requests();
    keeper.keep(org, client);
    assertThat(okta.rateLimit(Bucket.HOOKS).requests()).isEqualTo(requests + 1);
  }

  @Test
  void keep_headerThatIsNoLongerRequired_isDroppedAndNoneOfAnAdministrator() throws Exception {
    keeper.ensure(orgThatRequires("X-Stage", "x-old"), client, wanted(START));
    addByHand("X-Gateway", "g4te");

    HookEntity row = keeper.keep(org, client);

    assertThat(only().channel().headers()).containsOnlyKeys("X-Gateway", "X-Stage");
    assertThat(row.ourHeaders()).containsExactly("X-Stage");
    addByHand("X-Old", "by-hand");
    secrets.set(0, "n3w");
    keeper.keep(org, client);
    assertThat(only().channel().headers()).containsOnlyKeys("X-Gateway", "X-Old", "X-Stage");
  }

  @Test
  void keep_headerThatIsNoLongerRequiredWhileOktaIsAway_isDroppedLater() throws Exception {
    keeper.ensure(orgThatRequires("X-Stage", "X-Old"), client, wanted(START));
    okta.faults().hangNext(1, Bucket.HOOKS, Duration.ZERO);
    okta.faults().answerNext(1, Bucket.HOOKS, 503);
    assertThatThrownBy(() -> keeper.keep(org, client)).isInstanceOf(OktaUnavailableException.class);
    assertThat(only().channel().headers()).containsOnlyKeys("X-Old", "X-Stage");

    keeper.keep(org, client);

    assertThat(only().channel().headers()).containsOnlyKeys("X-Stage");
  }

  private OrgSettings orgThatRequires(String... headers) {
    Map<String, Secrets> required = new HashMap<>();
    List.of(headers).forEach(header -> required.put(header, () -> stage));
    return Orgs.acme(okta.uri(), () -> secrets, required);
  }

  private void addByHand(String header, String value) throws Exception {
    SortedMap<String, String> headers = new TreeMap<>(only().channel().headers());
    headers.put(header, value);
    client.updateHook(
        only().id(), wanted(START).forOkta(new SentHeaders("Authorization", "s3cret", headers)));
  }

  @Test
  void keep_rejectedWithAHeaderThatAnAdministratorAdded_doesNotQuoteIt() throws Exception {
    keeper.ensure(org, client, wanted(START));
    SentHeaders added =
        new SentHeaders(
            "Authorization", "s3cret", new TreeMap<>(Map.of("X-Stage", "h1dden", "X-G", "g4te")));
    client.updateHook(only().id(), wanted(END).forOkta(added));
    wishWhileOktaIsAway(wanted("no.such.g4te"));

    assertThat(keeper.keep(org, client).rejection().orElseThrow())
        .contains("no.such.")
        .doesNotContain("g4te");
    assertThat(only().channel().headers()).containsEntry("X-G", "g4te");
  }

  @Test
  void keep_anotherValueOfAnyHeader_isTold() throws Exception {
    keeper.ensure(org, client, wanted(START));

    secrets.add(0, "n3xt");
    keeper.keep(org, client);
    assertThat(only().channel().secret()).hasValue("n3xt");
    stage.add(0, "n3w");
    keeper.keep(org, client);

    assertThat(only().channel().headers()).containsEntry("X-Stage", "n3w");
    assertThat(only().isVerified()).isTrue();
  }

  @Test
  void keep_secretThatSomebodyChanged_isToldAgain() throws Exception {
    keeper.ensure(org, client, wanted(START));
    SentHeaders wrong = new SentHeaders("Authorization", "wr0ng", SentHeaders.of(org).others());
    client.updateHook(only().id(), wanted(START).forOkta(wrong));
    receiver.answerNext(401, 401);

    assertThatThrownBy(() -> keeper.keep(org, client)).isInstanceOf(OktaRejectedException.class);
    keeper.keep(org, client);

    assertThat(only().channel().secret()).hasValue("s3cret");
    assertThat(only().isVerified()).isTrue();
  }

  // --- Verified again ---

  @Test
  void keep_anotherSecretThatOktaTakesAsVerified_isVerifiedAllTheSame() throws Exception {
    okta.hooks().stayVerified();
    keeper.ensure(org, client, wanted(START));
    long before = verifications();
    secrets.add(0, "n3xt");

    keeper.keep(org, client);
    assertThat(only().channel().secret()).hasValue("n3xt");
    assertThat(verifications()).isEqualTo(before + 1);
    keeper.keep(org, client);

    assertThat(verifications()).isEqualTo(before + 1);
  }

  @Test
  void ensure_anotherAddressThatOktaTakesAsVerified_isVerifiedAllTheSame() throws Exception {
    okta.hooks().stayVerified();
    keeper.ensure(org, client, wanted(START));
    long before = verifications();
    URI elsewhere = receiver.uri().resolve("/moved/hooks/acme");

    keeper.ensure(org, client, new Wanted(NAME, elsewhere, List.of(START), null));

    assertThat(only().channel().uri()).isEqualTo(elsewhere);
    assertThat(verifications()).isEqualTo(before + 1);
  }

  @Test
  void keep_anotherSecretWhoseVerificationIsNotAnswered_isVerifiedLater() throws Exception {
    okta.hooks().stayVerified();
    keeper.ensure(org, client, wanted(START));
    long before = verifications();
    secrets.add(0, "n3xt");
    // The list and the change are answered.
    okta.faults().hangNext(2, Bucket.HOOKS, Duration.ZERO);
    okta.faults().answerNext(1, Bucket.HOOKS, 503);
    assertThatThrownBy(() -> keeper.keep(org, client)).isInstanceOf(OktaUnavailableException.class);
    assertThat(only().channel().secret()).hasValue("n3xt");
    long changes = logged("event_hook.updated");

    keeper.keep(org, client);

    assertThat(verifications()).isEqualTo(before + 1);
    assertThat(logged("event_hook.updated")).isEqualTo(changes);
  }

  @Test
  void keep_addressChangedBackWithoutAnAnswer_isVerifiedAllTheSame() throws Exception {
    okta.hooks().stayVerified();
    keeper.ensure(org, client, wanted(START));
    long before = verifications();
    URI elsewhere = receiver.uri().resolve("/moved/hooks/acme");
    client.updateHook(
        only().id(),
        new Wanted(NAME, elsewhere, List.of(START), null).forOkta(SentHeaders.of(org)));
    // The list is answered, and the change made, however often it is asked for.
    okta.faults().hangNext(1, Bucket.HOOKS, Duration.ZERO);
    okta.faults().closeAfterNext(10, Bucket.HOOKS);
    assertThatThrownBy(() -> keeper.keep(org, client)).isInstanceOf(OktaUnavailableException.class);
    okta.faults().clear();
    assertThat(only().channel().uri()).isEqualTo(receiver.uri());

    keeper.keep(org, client);
    keeper.keep(org, client);

    assertThat(verifications()).isEqualTo(before + 1);
  }

  @Test
  void ensure_otherEvents_needNoVerification() throws Exception {
    keeper.ensure(org, client, wanted(START));
    long before = verifications();

    keeper.ensure(org, client, wanted(START, END));

    assertThat(only().eventTypes()).containsExactly(START, END);
    assertThat(verifications()).isEqualTo(before);
  }

  private long verifications() {
    return logged("event_hook.verified");
  }

  private long logged(String type) {
    return okta.log().events().stream().filter(event -> event.eventType().equals(type)).count();
  }

  // --- What an administrator has said ---

  @Test
  void ensure_descriptionOfAnAdministrator_isKept() throws Exception {
    keeper.ensure(org, client, wanted(START));
    JsonObject hook = wanted(START).forOkta(SentHeaders.of(org));
    client.updateHook(
        only().id(), Json.createObjectBuilder(hook).add("description", "Ask Ada.").build());

    keeper.ensure(org, client, wanted(START, END));

    assertThat(only().eventTypes()).containsExactly(START, END);
    assertThat(only().description()).hasValue("Ask Ada.");
  }

  @Test
  void keep_addressWithSecretsOfAnAdministrator_isNotedAndShownWithoutThem() throws Exception {
    URI address = URI.create(receiver.uri().toString().replace("//", "//ada:pa55@") + "?key=k3y");
    create(NAME, address, START);

    HookEntity row = keeper.keep(org, client);

    assertThat(row.found().orElseThrow().isFor("acme")).isTrue();
    assertThat(row.found().orElseThrow().json().toString()).doesNotContain("ada", "pa55", "k3y");
    assertThat(HookView.of(org, row, List.of()).getString("uri"))
        .isEqualTo(receiver.uri().toString().replace("//", "//***@") + "?key=***");
    row.want(wanted(START), Instant.now());
    assertThat(HookView.of(org, row, List.of()).getJsonArray("drift").toString())
        .contains("key=***")
        .doesNotContain("pa55", "k3y");
  }

  // --- When the turn is lost ---

  @Test
  void ensure_turnIsLost_leavesTheNotesOfTheOtherNode() throws Exception {
    keeper.ensure(org, client, wanted(START));
    keeper.remove(org, client);
    turns.isLost = true;
    OktaClient lost = client.asLongAs(() -> false);

    assertTakenOver(() -> keeper.ensure(org, lost, wanted(END)));
    assertTakenOver(() -> keeper.keep(org, lost));

    assertThat(records.find("acme")).isEmpty();
    turns.isLost = false;
    keeper.keep(org, client);
    assertThat(okta.hooks().all()).isEmpty();
  }

  @Test
  void ensure_turnIsLostWhileOktaAnswers_leavesTheNotesOfTheOtherNode() throws Exception {
    keeper.ensure(org, client, wanted(START));
    turns.isLost = true;

    assertTakenOver(() -> keeper.ensure(org, client, wanted(END)));
    okta.faults().answerNext(1, Bucket.HOOKS, 503);
    assertTakenOver(() -> keeper.ensure(org, client, wanted(END)));
    okta.faults().answerNext(1, Bucket.HOOKS, 403);
    assertTakenOver(() -> keeper.keep(org, client));
    assertTakenOver(() -> keeper.remove(org, client));

    HookEntity row = records.find("acme").orElseThrow();
    assertThat(row.wanted()).contains(wanted(START));
    assertThat(row.problem()).isNull();
    assertThat(only().isActive()).isTrue();
  }

  private static void assertTakenOver(ThrowingCallable work) {
    assertThatThrownBy(work).isInstanceOf(OktaTakenOverException.class);
  }

  // --- What is noted ---

  @Test
  void keep_hookThatCannotBeMended_isShownAsItIs() throws Exception {
    keeper.ensure(org, client, wanted(START));
    okta.hooks().unverify(only().id());
    receiver.answerNext(500, 500, 500, 500);

    assertThatThrownBy(() -> keeper.keep(org, client)).isInstanceOf(OktaRejectedException.class);
    HookEntity bad = records.find("acme").orElseThrow();
    Instant since = bad.problemAt();
    assertThatThrownBy(() -> keeper.keep(org, client)).isInstanceOf(OktaRejectedException.class);

    assertThat(bad.found().orElseThrow().delivers()).isFalse();
    assertThat(bad.problem()).contains("verification");
    assertThat(records.find("acme").orElseThrow().problemAt()).isEqualTo(since);
    assertThat(foundNotDelivering()).isEqualTo(2);
    HookEntity good = keeper.keep(org, client);
    assertThat(good.found().orElseThrow().delivers()).isTrue();
    assertThat(good.problem()).isNull();
  }

  @Test
  void keep_hookThatIsGoneAndMayNotBeCreated_isShownAsMissing() throws Exception {
    keeper.ensure(org, client, wanted(START));
    client.deactivateHook(only().id());
    client.deleteHook(only().id());
    okta.faults().hangNext(1, Bucket.HOOKS, Duration.ZERO);
    okta.faults().hangNext(1, Bucket.HOOKS, Duration.ZERO);
    okta.faults().answerNext(1, Bucket.HOOKS, 400);

    assertThatThrownBy(() -> keeper.keep(org, client)).isInstanceOf(OktaRejectedException.class);

    HookEntity row = records.find("acme").orElseThrow();
    assertThat(row.found()).isEmpty();
    assertThat(row.problem()).isNotNull();
    assertThat(row.expected()).isPresent();
    assertThat(foundNotDelivering()).isEqualTo(1);
  }

  @Test
  void keep_noValueOfAHeader_isStored() throws Exception {
    HookEntity row = keeper.ensure(org, client, wanted(START));

    assertThat(row.found().orElseThrow().json().toString())
        .contains("X-Stage")
        .doesNotContain("h1dden", "s3cret");
  }

  @Test
  void keep_verifiedHook_wasVerifiedWhenItBecameSo() throws Exception {
    Instant verified = keeper.ensure(org, client, wanted(START)).verifiedAt();

    assertThat(keeper.keep(org, client).verifiedAt()).isEqualTo(verified);
    okta.hooks().unverify(only().id());
    assertThat(keeper.keep(org, client).verifiedAt()).isAfter(verified);
  }

  @Test
  void ensure_typeAddedLater_countsFromThen() throws Exception {
    Instant first = keeper.ensure(org, client, wanted(START)).deliversSince().byType().get(START);

    Map<String, Instant> times =
        keeper.ensure(org, client, wanted(START, END)).deliversSince().byType();

    assertThat(times).containsEntry(START, first);
    assertThat(times.get(END)).isAfter(first);
    okta.hooks().unverify(only().id());
    assertThat(keeper.keep(org, client).deliversSince().byType()).isEqualTo(times);
  }

  // --- Steps ---

  private void wishWhileOktaIsAway(Wanted wanted) {
    okta.faults().answerNext(1, Bucket.HOOKS, 503);
    assertThatThrownBy(() -> keeper.ensure(org, client, wanted))
        .isInstanceOf(OktaUnavailableException.class);
  }

  private Wanted wanted(String... types) {
    return new Wanted(NAME, receiver.uri(), List.of(types), null);
  }

  private String create(String name, URI uri, String type) throws Exception {
    return client.createHook(json(name, uri, type)).getString("id");
  }

  private static JsonObject json(String name, URI uri, String type) {
    SentHeaders headers = new SentHeaders("X-Key", "k3y", Collections.emptySortedMap());
    return new Wanted(name, uri, List.of(type), null).forOkta(headers);
  }

  private Hook hook(String id) {
    return okta.hooks().find(id).orElseThrow();
  }

  private Hook only() {
    assertThat(okta.hooks().all()).hasSize(1);
    return okta.hooks().all().get(0);
  }

  private double foundNotDelivering() {
    return counted("catchment_hook_not_delivering");
  }

  private double counted(String counter) {
    return registry.scrape(name -> name.equals(counter)).stream()
        .flatMap(snapshot -> ((CounterSnapshot) snapshot).getDataPoints().stream())
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }
}
