package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.catchment.event.Delivery;
import io.catchment.event.DeliveryReader;
import io.catchment.event.LogEvent;
import io.catchment.okta.LogQuery;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaException;
import io.catchment.okta.OktaRejectedException;
import io.catchment.okta.OktaTooLargeException;
import io.catchment.okta.OktaTooSlowException;
import io.catchment.okta.PageLimit;
import io.catchment.okta.TestOrg;
import io.catchment.platform.GivenSettings;
import io.catchment.platform.ReconcileSettings;
import io.catchment.platform.Settings;
import io.catchment.pretend.Bucket;
import io.catchment.pretend.PretendOkta;
import io.catchment.pretend.WrittenEvent;
import io.catchment.queue.DeliveryQueue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The readers of the log and of ranges, with an Okta whose answers are read up to 300 KB. */
@Timeout(60)
class LogReaderTest {

  private static final String ORG = "acme";
  private static final String TYPE = "user.session.start";
  private static final int LARGEST = 300_000;

  /** Longer than a hurried client waits, and shorter than it waits for one event. */
  private static final Duration ENOUGH = Duration.ofMillis(700);

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final Settings SETTINGS = new GivenSettings().settings();

  private final PretendOkta okta = new PretendOkta(Clock.systemUTC()).start();
  private final TestOrg api = new TestOrg(new JerseyClientBuilder(), okta.uri(), LARGEST);
  private final List<Delivery> queued = new ArrayList<>();
  private final List<Integer> limits = new ArrayList<>();
  private final KeptProgress progress = new KeptProgress();
  private final PageReader pages = new PageReader();
  private final LogReader reader = new LogReader();
  private final RunReader runReader = new RunReader();
  private final KeptRun runs = new KeptRun();

  @BeforeEach
  void wire() {
    okta.tokens().accept(TestOrg.TOKEN);
    pages.intake = intake();
    pages.progress = progress;
    pages.writers = new PlainWriters();
    reader.settings = SETTINGS;
    reader.progress = progress;
    reader.writers = pages.writers;
    reader.pages = pages;
    reader.clock = Clock.systemUTC();
    runReader.pages = pages;
    runReader.runs = runs;
    runReader.writers = pages.writers;
  }

  @AfterEach
  void close() {
    api.close();
    okta.close();
  }

  @Test
  void readNext_pagesThatAreTooLarge_readsThemInSmallerOnesAndThenInTheUsual() throws Exception {
    List<String> uuids = publish(2, 10);
    uuids.addAll(publish(9, 120_000));
    uuids.addAll(publish(2_500, 10));

    readLog();

    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
    assertThat(limits).startsWith(500, 250, 125, 62, 31, 15, 7, 3, 6, 3).endsWith(1000);
    assertThat(progress.row.tally()).isEqualTo(Tally.NOTHING);
    assertThat(progress.row.lastError()).isNull();
  }

  @Test
  void readNext_eventThatIsTooLarge_keepsItsBeginningSaysSoAndGoesOn() throws Exception {
    List<String> uuids = publish(3, 10);
    String large = publish(1, 2 * LARGEST).get(0);
    uuids.addAll(publish(3, 10));

    readLog();
    readAgainFromTheBeginning();

    assertThat(storedUuids().stream().distinct()).containsExactlyElementsOf(uuids);
    List<Delivery> defective = queued.stream().filter(d -> d.defect().isPresent()).toList();
    assertThat(defective.stream().map(Delivery::id).distinct()).hasSize(1);
    Delivery kept = defective.get(0);
    assertThat(kept.defect()).hasValue(PageReader.TOO_LARGE);
    assertThat(new String(kept.body(), StandardCharsets.UTF_8)).contains(large).hasSize(64 * 1024);
    assertThat(progress.row.lastError()).isEqualTo(PageReader.TOO_LARGE);
    assertThat(progress.row.failingSince()).isNull();
  }

  @Test
  void readNext_pageThatCannotBeReadWhereSmallerOnesAreRejected_isKeptWholeAndTheLogReadOn()
      throws Exception {
    publish(3, 10);
    okta.faults().garbleNext(1);
    okta.faults().answerNext(1, Bucket.LOGS, 400);
    okta.faults().garbleNext(1);
    readLog();
    List<String> uuids = publish(2, 10);

    readLog();

    assertThat(queued.stream().filter(d -> d.defect().isPresent())).hasSize(1);
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
    assertThat(progress.row.failingSince()).isNull();
  }

  @Test
  void readNext_pageThatIsTooSlow_isReadInHalves() throws Exception {
    List<String> uuids = publish(3, 10);
    hangNext(2, ENOUGH);
    try (TestOrg hurried = hurried()) {
      readLog(hurried.client());
    }

    assertThat(limits).startsWith(500, 250, 500);
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
    assertThat(progress.row.lastError()).isNull();
  }

  @Test
  void readNext_eventThatIsTooSlow_isNoDeadLetterAndReadLater() throws Exception {
    List<String> uuids = publish(2, 10);
    hangNext(9, ENOUGH);
    hangNext(1, ENOUGH.multipliedBy(5));
    try (TestOrg hurried = hurried()) {
      assertThatExceptionOfType(OktaTooSlowException.class)
          .isThrownBy(() -> readLog(hurried.client()));
      assertThat(limits).containsExactly(500, 250, 125, 62, 31, 15, 7, 3, 1);
      assertThat(queued).isEmpty();

      hangNext(1, ENOUGH);
      readLog(hurried.client());
    }
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
  }

  @Test
  void readNext_rangeThatIsTooSlow_isReadOn() throws Exception {
    List<String> uuids = publish(3, 10);
    hangNext(9, ENOUGH);
    hangNext(1, ENOUGH.multipliedBy(5));
    try (TestOrg hurried = hurried()) {
      assertThatExceptionOfType(OktaTooSlowException.class)
          .isThrownBy(() -> readRange(hurried.client()));
      assertThat(runs.run.state()).isEqualTo(RunState.RUNNING);
      assertThat(runs.run.problem()).contains("takes too long");

      readRange(hurried.client());
    }
    assertThat(runs.run.state()).isEqualTo(RunState.DONE);
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
  }

  private void readRange(OktaClient client) throws Exception {
    boolean more = true;
    while (more) {
      more = runReader.readNext(ORG, client, Selection.ALL);
    }
  }

  private void hangNext(int requests, Duration time) {
    okta.faults().hangNext(requests, Bucket.LOGS, time);
  }

  /** Whose answers may take half a second, and five times as much those of one event. */
  private TestOrg hurried() {
    return new TestOrg(new JerseyClientBuilder(), okta.uri(), LARGEST, Duration.ofMillis(500));
  }

  @Test
  void readNext_twoLargeEventsThatBeginAlike_keepsBoth() throws Exception {
    String beginning = "{\"filler\":\"" + "x".repeat(100_000) + "\",";
    String end = "\"more\":\"" + "x".repeat(LARGEST) + "\"";
    publish(beginning, end);
    publish(beginning, end);

    readLog();

    assertThat(queued).hasSize(2);
    assertThat(queued.stream().map(Delivery::id).distinct()).hasSize(2);
  }

  @Test
  void readNext_smallPageAtTheEnd_isTheEnd() throws Exception {
    publish(3, 120_000);

    readLog();
    int requests = okta.rateLimit(Bucket.LOGS).requests();
    LogReader.Step step = reader.readNext(ORG, api.client(), Selection.ALL);

    assertThat(step).isEqualTo(new LogReader.Step(0, false));
    assertThat(okta.rateLimit(Bucket.LOGS).requests()).isEqualTo(requests + 1);
    assertThat(progress.row.place().readUntil()).isNotNull();
  }

  @Test
  void readNext_range_isReadInSmallerPagesToItsEnd() throws Exception {
    List<String> uuids = publish(3, 120_000);
    publish(1, 2 * LARGEST);
    uuids.addAll(publish(2, 10));

    while (runReader.readNext(ORG, api.client(), Selection.ALL)) {
      assertThat(runs.run.problem()).isNull();
    }

    assertThat(runs.run.state()).isEqualTo(RunState.DONE);
    assertThat(runs.run.seen()).isEqualTo(6);
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
    assertThat(progress.row.lastError()).isEqualTo(PageReader.TOO_LARGE);
  }

  @Test
  void readNext_range_saysUntilWhenItIsRead() throws Exception {
    publish(LogReader.PAGE - 1, 10);
    Instant last = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.MILLIS);
    publish("{", TYPE, "\"filler\":\"\"", last);
    publish("{", TYPE, "\"filler\":\"\"", last.plusSeconds(10));

    runReader.readNext(ORG, api.client(), Selection.ALL);
    assertThat(runs.run.readUntil()).isEqualTo(last);
    runReader.readNext(ORG, api.client(), Selection.ALL);

    assertThat(runs.run.state()).isEqualTo(RunState.DONE);
    assertThat(runs.run.readUntil()).isEqualTo(runs.run.until());
  }

  @Test
  void readNext_rangeWhileTheHookChanges_isReadForWhatItWasBegunFor() throws Exception {
    List<String> uuids = publish(1, 10);
    publishOther(LogReader.PAGE);
    uuids.addAll(publish(1, 10));
    Set<String> types =
        IntStream.range(0, 300).mapToObj(i -> "invented.type" + i).collect(Collectors.toSet());
    types.add(TYPE);
    Selection many = Selection.of(types);
    assertThat(many.rest()).isPresent();

    runReader.readNext(ORG, api.client(), many);
    assertThat(runs.run.state()).isEqualTo(RunState.RUNNING);
    while (runReader.readNext(ORG, api.client(), Selection.ALL)) {
      assertThat(runs.run.problem()).isNull();
    }

    assertThat(runs.run.seen()).isEqualTo(LogReader.PAGE + 2);
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
  }

  @Test
  void readNext_rangeWithALimitThatOktaRejects_isReadOnInPagesOfTheUsualSize() throws Exception {
    publish(6, 120_000);
    runReader.readNext(ORG, api.client(), Selection.ALL);
    assertThat(PageLimit.of(URI.create(runs.run.nextLink()))).isEqualTo(LogReader.PAGE / 2);
    okta.faults().answerNext(1, Bucket.LOGS, 400);

    assertThatExceptionOfType(OktaRejectedException.class)
        .isThrownBy(() -> runReader.readNext(ORG, api.client(), Selection.ALL));

    assertThat(runs.run.state()).isEqualTo(RunState.RUNNING);
    assertThat(runs.run.problem()).contains("400");
    assertThat(PageLimit.of(URI.create(runs.run.nextLink()))).isEqualTo(LogReader.PAGE);
    okta.faults().answerNext(1, Bucket.LOGS, 400);
    runReader.readNext(ORG, api.client(), Selection.ALL);
    assertThat(runs.run.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void readNext_rejectedWhileAnotherNodeMovedOn_leavesTheRunToThat() throws Exception {
    publish(LogReader.PAGE + 1, 10);
    runReader.readNext(ORG, api.client(), Selection.ALL);
    String link = runs.run.nextLink();
    runs.known = KeptRun.begun();
    runs.known.move(step(null, link, LogReader.PAGE), Instant.now());
    runs.run.move(step(link, link + "&further", 1), Instant.now());
    okta.faults().answerNext(1, Bucket.LOGS, 400);

    assertThatExceptionOfType(OktaRejectedException.class)
        .isThrownBy(() -> runReader.readNext(ORG, api.client(), Selection.ALL));

    assertThat(runs.run.state()).isEqualTo(RunState.RUNNING);
    assertThat(runs.run.problem()).isNull();
    assertThat(runs.run.nextLink()).isEqualTo(link + "&further");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 404})
  void readNext_rangeThatAGatewayAnswersFor_isReadOn(int status) throws Exception {
    List<String> uuids = publish(LogReader.PAGE + 1, 10);
    runReader.readNext(ORG, api.client(), Selection.ALL);
    okta.faults().interceptNext(1, Bucket.LOGS, status);

    assertThatExceptionOfType(OktaException.class).isThrownBy(() -> readRange(api.client()));
    assertThat(runs.run.state()).isEqualTo(RunState.RUNNING);
    assertThat(runs.run.problem()).isNotNull();
    readRange(api.client());

    assertThat(runs.run.state()).isEqualTo(RunState.DONE);
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
  }

  @Test
  void readNext_rangeWhosePlaceOktaForgets_isReadOnFromThere() throws Exception {
    Instant first = Instant.now().minusSeconds(20).truncatedTo(ChronoUnit.MILLIS);
    List<String> uuids =
        IntStream.range(0, LogReader.PAGE + 5)
            .mapToObj(i -> publish("{", TYPE, "\"filler\":\"\"", first.plusMillis(i)))
            .toList();
    runReader.readNext(ORG, api.client(), Selection.ALL);
    okta.log().forgetCursors();

    assertThatExceptionOfType(OktaRejectedException.class)
        .isThrownBy(() -> readRange(api.client()));
    assertThat(runs.run.state()).isEqualTo(RunState.RUNNING);
    readRange(api.client());

    assertThat(runs.run.state()).isEqualTo(RunState.DONE);
    // The last one of the first page may have had company.
    assertThat(storedUuids()).hasSize(LogReader.PAGE + 6).containsAll(uuids);
  }

  @Test
  void readNext_rangeOfAnotherHost_isReadOnFromThere() throws Exception {
    List<String> uuids = publish(2, 10);
    runs.run.move(step(null, "https://elsewhere.invalid/api/v1/logs?after=a", 0), Instant.now());

    readRange(api.client());

    assertThat(runs.run.state()).isEqualTo(RunState.DONE);
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
  }

  @Test
  void readNext_rangeWithAFullPageThatLeadsToItself_fails() throws Exception {
    publish(2 * LogReader.PAGE + 1, 10);
    runReader.readNext(ORG, api.client(), Selection.ALL);
    okta.faults().linkNextToItself(1);

    readRange(api.client());

    assertThat(runs.run.state()).isEqualTo(RunState.FAILED);
    assertThat(runs.run.problem()).contains("itself");
  }

  @Test
  void readNext_eventThatCannotBeRead_isADeadLetterAndTheOthersAreStored() throws Exception {
    List<String> uuids = publish(3, 10);
    String deep = publishDeep();
    uuids.addAll(publish(3, 10));

    readLog();

    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
    assertOnlyDefective(deep);
  }

  @Test
  void readNext_rangeWithAnEventThatCannotBeRead_isReadToItsEnd() throws Exception {
    List<String> uuids = publish(3, 10);
    String deep = publishDeep();
    uuids.addAll(publish(3, 10));

    readRange(api.client());

    assertThat(runs.run.state()).isEqualTo(RunState.DONE);
    assertThat(runs.run.seen()).isEqualTo(7);
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
    assertOnlyDefective(deep);
  }

  private void assertOnlyDefective(String uuid) {
    assertThat(queued.stream().filter(d -> d.defect().isPresent()))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.defect().orElseThrow()).contains("nested deeper");
              assertThat(new String(kept.body(), StandardCharsets.UTF_8))
                  .startsWith("[{\"uuid\":\"" + uuid)
                  .containsOnlyOnce("uuid");
            });
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT2S", "PT1M, PT2H"})
  void readNext_typeThatIsAdded_losesNothingOfTheOthersMeanwhile(Duration lookback, Duration away)
      throws Exception {
    reader.settings = lookingBack(lookback);
    Selection more = Selection.of(Set.of(TYPE, "user.session.end"));
    reader.readNext(ORG, api.client(), Selection.of(Set.of(TYPE)));
    reader.readNext(ORG, api.client(), more);
    assertThat(progress.row.place().selection()).isEqualTo(more);

    List<String> uuids = publish(2, 10);
    reader.clock = Clock.offset(Clock.systemUTC(), away);
    reader.readNext(ORG, api.client(), more);

    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
  }

  @Test
  void readNext_placeThatIsLostBeforeTheFirstEnd_beginsNoLaterThanAtFirst() throws Exception {
    reader.settings = lookingBack(Duration.ofMinutes(1));
    List<String> uuids = publish(LogReader.PAGE + 5, 10);
    reader.readNext(ORG, api.client(), Selection.ALL);
    okta.log().forgetCursors();
    reader.clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));

    assertThatExceptionOfType(OktaRejectedException.class).isThrownBy(this::readLog);
    readLog();

    assertThat(storedUuids()).containsAll(uuids);
  }

  @Test
  void readNext_eventThatTheLogShowsLate_isReadAllTheSame() throws Exception {
    Instant longAgo = Instant.now().minus(Duration.ofDays(10)).truncatedTo(ChronoUnit.MILLIS);
    WrittenEvent late =
        WrittenEvent.of(
            "{\"uuid\":\"late\",\"eventType\":\"%s\",\"published\":\"%s\"}"
                .formatted(TYPE, longAgo));
    okta.publish(late, Instant.now().plusSeconds(1));
    List<String> uuids = publish(1, 10);
    readLog();
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);

    await().atMost(SOON).until(() -> okta.log().size() == 2);
    readLog();

    uuids.add("late");
    assertThat(storedUuids()).containsExactlyElementsOf(uuids);
  }

  private static Settings lookingBack(Duration time) {
    ReconcileSettings byDefault = ReconcileSettings.DEFAULT;
    return new GivenSettings()
        .reconcile(
            new ReconcileSettings(
                byDefault.interval(), time, byDefault.grace(), byDefault.rateShare()))
        .settings();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404})
  void readNext_gatewayThatRejects_leavesThePlace(int status) throws Exception {
    publish(LogReader.PAGE + 1, 10);
    reader.readNext(ORG, api.client(), Selection.ALL);
    Place place = progress.row.place();
    okta.faults().interceptNext(1, Bucket.LOGS, status);

    assertThatExceptionOfType(OktaRejectedException.class)
        .isThrownBy(() -> reader.readNext(ORG, api.client(), Selection.ALL));

    assertThat(progress.row.place()).isEqualTo(place);
  }

  @Test
  void readNext_limitThatOktaRejects_isGivenUpBeforeTheLink() throws Exception {
    publish(6, 120_000);
    reader.readNext(ORG, api.client(), Selection.ALL);
    okta.faults().answerNext(2, Bucket.LOGS, 400);

    assertThatExceptionOfType(OktaRejectedException.class)
        .isThrownBy(() -> reader.readNext(ORG, api.client(), Selection.ALL));
    assertThat(PageLimit.of(URI.create(progress.row.place().nextLink()))).isEqualTo(LogReader.PAGE);
    assertThatExceptionOfType(OktaRejectedException.class)
        .isThrownBy(() -> reader.readNext(ORG, api.client(), Selection.ALL));
    assertThat(progress.row.place().nextLink()).isNull();
  }

  @Test
  void read_largeAnswerThatDoesNotComeAgain_isNotTakenForAnEvent() {
    publish(1, 2 * LARGEST);
    URI page = PageLimit.change(api.client().firstPage(lastDay()), 1);

    assertThatExceptionOfType(OktaTooLargeException.class)
        .isThrownBy(() -> api.client().logs(page))
        .withMessageContaining(LARGEST + " bytes");
    // The first request is answered as ever.
    okta.faults().hangNext(1, Bucket.LOGS, Duration.ZERO);
    okta.faults().garbleNext(1);
    assertThatExceptionOfType(OktaTooLargeException.class)
        .isThrownBy(() -> pages.read(ORG, api.client(), page, Selection.ALL));
    assertThat(queued).isEmpty();
  }

  private static LogQuery lastDay() {
    return LogReader.query(Instant.now().minus(Duration.ofDays(1)), Selection.ALL);
  }

  private void readLog() throws Exception {
    readLog(api.client());
  }

  private void readLog(OktaClient client) throws Exception {
    while (reader.readNext(ORG, client, Selection.ALL).more()) {
      limits.add(PageLimit.of(URI.create(progress.row.place().nextLink())));
    }
    limits.add(PageLimit.of(URI.create(progress.row.place().nextLink())));
  }

  private void readAgainFromTheBeginning() throws Exception {
    progress.row.moveTo(Place.unread(Selection.ALL), Instant.now());
    readLog();
  }

  private List<String> storedUuids() throws Exception {
    List<String> uuids = new ArrayList<>();
    for (Delivery delivery : queued) {
      if (delivery.defect().isEmpty()) {
        DeliveryReader.read(delivery.body()).events().stream()
            .map(LogEvent::uuid)
            .forEach(uuids::add);
      }
    }
    return uuids;
  }

  private static RunStep step(String from, String link, int elements) {
    return new RunStep(from, link, Selection.ALL, elements, Optional.empty());
  }

  /** Events with so many bytes more than an event needs. */
  private List<String> publish(int number, int bytes) {
    List<String> uuids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      uuids.add(publish("{", "\"filler\":\"" + "x".repeat(bytes) + "\""));
    }
    return uuids;
  }

  /** Events of a type that no hook in these tests subscribes to. */
  private void publishOther(int number) {
    for (int i = 0; i < number; i++) {
      publish("{", "user.lifecycle.create", "\"filler\":\"\"");
    }
  }

  /** One that is nested deeper than anybody reads. */
  private String publishDeep() {
    String uuid = UUID.randomUUID().toString();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String json =
        "{\"uuid\":\"%s\",\"eventType\":\"%s\",\"published\":\"%s\",\"deep\":%s%s}"
            .formatted(uuid, TYPE, now, "[".repeat(950), "]".repeat(950));
    okta.log().store(new WrittenEvent(uuid, TYPE, now.toEpochMilli(), json));
    return uuid;
  }

  private String publish(String beginning, String end) {
    return publish(beginning, TYPE, end);
  }

  private String publish(String beginning, String type, String end) {
    return publish(beginning, type, end, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private String publish(String beginning, String type, String end, Instant published) {
    String uuid = UUID.randomUUID().toString();
    okta.log()
        .store(
            WrittenEvent.of(
                beginning
                    + "\"uuid\":\"%s\",\"eventType\":\"%s\",\"published\":\"%s\","
                        .formatted(uuid, type, published)
                    + end
                    + "}"));
    return uuid;
  }

  private LogIntake intake() {
    LogIntake intake = new LogIntake();
    intake.clock = Clock.systemUTC();
    intake.stored = new KnownDeliveries();
    intake.writers = new PlainWriters();
    intake.underway = new Underway();
    intake.underway.clock = intake.clock;
    intake.queue =
        new DeliveryQueue() {
          @Override
          public void send(List<Delivery> deliveries) {
            queued.addAll(deliveries);
          }
        };
    return intake;
  }

  /** Progress in memory. */
  private static final class KeptProgress extends Progress {
    private final ReconciliationEntity row = new ReconciliationEntity();

    @Override
    Optional<ReconciliationEntity> find(String org) {
      return Optional.of(row);
    }

    @Override
    Void move(String org, Place from, Place to) {
      assertThat(row.place()).isEqualTo(from);
      row.moveTo(to, Instant.now());
      return null;
    }

    @Override
    Void note(String org, String trouble) {
      row.note(trouble, Instant.now());
      return null;
    }
  }

  /** One run in memory, of everything until a moment from now. */
  private static final class KeptRun extends Runs {
    private final RunEntity run = begun();

    /** What this node knows of the run. */
    private RunEntity known = run;

    private static RunEntity begun() {
      return new RunEntity(
          UUID.randomUUID(),
          ORG,
          Instant.now().minusSeconds(60),
          Instant.now().plusSeconds(60),
          Instant.now());
    }

    @Override
    Optional<RunEntity> next(String org) {
      return Optional.of(known).filter(r -> r.state() == RunState.RUNNING);
    }

    @Override
    RunEntity move(UUID id, RunStep step) {
      return change(r -> r.move(step, Instant.now()));
    }

    @Override
    RunEntity giveUp(UUID id, String from) {
      return change(r -> r.giveUp(from, Instant.now()));
    }

    @Override
    RunEntity fail(UUID id, String from, String reason) {
      return change(r -> r.fail(from, reason));
    }

    private RunEntity change(Consumer<RunEntity> change) {
      change.accept(run);
      return run;
    }
  }
}
