package io.catchment.receive;

import io.catchment.platform.OrgSettings;
import io.catchment.platform.Outage;
import io.catchment.platform.Rounds;
import io.catchment.platform.Settings;
import io.catchment.platform.SettingsException;
import io.catchment.store.Writers;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses that Okta publishes, fetched at start and once a day, if an org asks for them.
 *
 * <p>A download that fails, is broken or is empty changes nothing: the last good copy stays in
 * force, over restarts too. As long as there has never been one, every address may send; the secret
 * guards the hook all the same, and a delivery that is turned away is lost for good. That is logged
 * and shown by {@link RangesMetrics}. A file of this machine can be read at once: if that fails,
 * and there is no copy, so does the deployment.
 */
@Singleton
@Startup
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OktaRanges {

  private static final Duration LOOK = Duration.ofMinutes(1);

  @Inject Settings settings;
  @Inject RangesCopy copy;
  @Inject Writers writers;
  @Inject RangesMetrics metrics;
  @Inject Clock clock;
  @Resource ManagedThreadFactory threads;

  private final Map<Reach, Outage> outages =
      Map.of(
          Reach.EVERY_ADDRESS,
          new Outage(
              OktaRanges.class,
              "The addresses that Okta publishes are not known, so every address may send",
              "The addresses that Okta publishes are known"),
          Reach.EVERY_CELL,
          new Outage(
              OktaRanges.class,
              "A cell of catchment.okta-ranges.cells is not known, so all of Okta's may send",
              "The addresses of the cells of catchment.okta-ranges.cells are known"),
          Reach.AS_SET,
          new Outage(
              OktaRanges.class,
              "The addresses that Okta publishes cannot be fetched, those of before stay in force",
              "The addresses that Okta publishes are fetched again"));
  private final Outage copyOutage =
      new Outage(
          OktaRanges.class,
          "The copy of the addresses that Okta publishes cannot be read or kept",
          "The copy of the addresses that Okta publishes can be read and kept");
  private PublishedRanges ranges;
  private Rounds rounds;

  /** Takes the copy before the first call can come, and fetches nothing if no org asks for it. */
  @PostConstruct
  void start() {
    RangesSource source =
        new RangesSource(settings.oktaRanges().source(), ClientBuilder::newBuilder);
    ranges =
        new PublishedRanges(
            settings.oktaRanges().cells(), clock, source::fetch, new DatabaseCopy());
    rounds = new Rounds(1, threads);
    if (settings.orgs().values().stream().anyMatch(OrgSettings::allowOkta)) {
      begin(source);
      rounds.repeatFromNow(this::look, LOOK);
    }
  }

  private void begin(RangesSource source) {
    metrics.watch(ranges);
    boolean copyIsKnown = recall();
    Optional<Throwable> failure = source.isFile() ? refresh() : Optional.empty();
    if (failure.isPresent() && copyIsKnown && ranges.reach() != Reach.AS_SET) {
      throw new SettingsException(
          List.of(
              "catchment.okta-ranges.source names a file that cannot be used: "
                  + failure.get().getMessage()));
    }
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }

  /** Whether the address may send: it is one of Okta's, or these are not known. */
  public boolean allow(String address) {
    return ranges.allow(address);
  }

  /** What a thread of its own does every minute. */
  void look() {
    boolean copyIsKnown = recall();
    refresh();
    Optional<Throwable> failure = failureOf(ranges::keep);
    failure.ifPresent(copyOutage::report);
    if (copyIsKnown && failure.isEmpty()) {
      copyOutage.end();
    }
  }

  /** Whether it is known what the copy says. One that is no help is no outage. */
  private boolean recall() {
    Optional<Throwable> failure =
        failureOf(ranges::recall).filter(f -> !(f instanceof IOException));
    failure.ifPresent(copyOutage::report);
    return failure.isEmpty();
  }

  private Optional<Throwable> refresh() {
    if (!ranges.isDue()) {
      return Optional.empty();
    }
    Optional<Throwable> failure = failureOf(ranges::refresh);
    Reach reach = ranges.reach();
    outages.forEach(
        (of, outage) ->
            failure.filter(f -> of == reach).ifPresentOrElse(outage::report, outage::end));
    return failure;
  }

  /** Thrown on, it would end the looking for good. */
  private static Optional<Throwable> failureOf(Step step) {
    try {
      step.run();
      return Optional.empty();
    } catch (Exception | Error e) {
      return Optional.of(e);
    }
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  /** The copy in the database. */
  private final class DatabaseCopy implements PublishedRanges.Copy {

    @Override
    public Optional<PublishedFile> find() {
      return copy.find();
    }

    @Override
    public void keep(PublishedFile file) throws Exception {
      writers.write(() -> copy.keep(file));
    }
  }
}
