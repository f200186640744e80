package io.catchment.hooks;

import io.catchment.okta.OktaBusyException;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaException;
import io.catchment.okta.OktaRefusedException;
import io.catchment.okta.OktaRejectedException;
import io.catchment.okta.OktaTakenOverException;
import io.catchment.platform.OrgSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes an org's hook in Okta what it should be. Asking for the same again changes nothing, and
 * after a failure it is safe to begin anew. To be called in the org's turn, see {@link HookTurns}.
 */
@ApplicationScoped
class HookKeeper {

  private static final Logger LOG = System.getLogger(HookKeeper.class.getName());

  @Inject HookNotes notes;
  @Inject HookMetrics metrics;
  private final KnownHeaders known = new KnownHeaders();

  /**
   * Creates the hook or changes it, activates it and has it verified. A wish that Okta does not
   * take leaves the one before as it is; one that Okta has not answered is kept, until Okta does.
   *
   * @throws OktaTakenOverException if the turn is lost; nothing is noted any more
   * @throws OktaException if Okta does not do its part; what it did is noted
   */
  HookEntity ensure(OrgSettings org, OktaClient client, Wanted wanted) throws Exception {
    try {
      return tell(org, client, wanted);
    } catch (OktaRejectedException | OktaRefusedException e) {
      notes.failed(org.alias(), e.getMessage());
      throw e;
    } catch (OktaBusyException | OktaTakenOverException e) {
      throw e;
    } catch (OktaException e) {
      if (!isWanted(org, wanted)) {
        notes.wanted(org.alias(), wanted);
      }
      notes.failed(org.alias(), e.getMessage());
      throw e;
    }
  }

  private HookEntity tell(OrgSettings org, OktaClient client, Wanted wanted) throws Exception {
    Optional<HookEntity> row = notes.find(org.alias());
    HooksFound seen = look(org, client, row, Optional.of(wanted));
    if (row.flatMap(HookEntity::rejection).isPresent()) {
      notes.heard(org.alias());
    }
    try {
      return mending(org, client).mend(row.orElse(null), wanted, seen);
    } catch (WishRejectedException e) {
      givesUp(org, wanted, e);
      throw e.rejection();
    }
  }

  /** Whether this is what the hook should be. */
  boolean isWanted(OrgSettings org, Wanted wanted) throws Exception {
    return notes.find(org.alias()).flatMap(HookEntity::wanted).filter(wanted::equals).isPresent();
  }

  /**
   * Asks Okta how the hook is, and mends what is not as it should be. A hook that nobody has said
   * anything of is only looked at. A wish that Okta has never taken, and rejects, is given up for
   * the one that it took last.
   *
   * @throws OktaTakenOverException if the turn is lost; nothing is noted any more
   * @throws OktaException if Okta does not do its part; that is noted too
   */
  HookEntity keep(OrgSettings org, OktaClient client) throws Exception {
    try {
      Optional<HookEntity> row = notes.find(org.alias());
      HooksFound seen = look(org, client, row, Optional.empty());
      report(org, row.flatMap(HookEntity::wanted), seen);
      return mendAsWanted(org, client, row, seen);
    } catch (OktaBusyException | OktaTakenOverException e) {
      throw e;
    } catch (OktaException e) {
      notes.failed(org.alias(), e.getMessage());
      throw e;
    }
  }

  private HookEntity mendAsWanted(
      OrgSettings org, OktaClient client, Optional<HookEntity> row, HooksFound seen)
      throws Exception {
    try {
      return mend(org, client, row, seen);
    } catch (WishRejectedException e) {
      if (givesUp(org, row.flatMap(HookEntity::wanted).orElseThrow(), e)) {
        return mendAsBefore(org, client, seen);
      }
      throw e.rejection();
    }
  }

  /** As Okta took it last. If Okta rejects that now, it is not given up, but a failure. */
  private HookEntity mendAsBefore(OrgSettings org, OktaClient client, HooksFound seen)
      throws Exception {
    try {
      return mend(org, client, notes.find(org.alias()), seen);
    } catch (WishRejectedException e) {
      throw e.rejection();
    }
  }

  private HookEntity mend(
      OrgSettings org, OktaClient client, Optional<HookEntity> row, HooksFound seen)
      throws Exception {
    Optional<Wanted> wanted = row.flatMap(HookEntity::wanted);
    return wanted.isEmpty()
        ? notes.succeeded(org.alias())
        : mending(org, client).mend(row.get(), wanted.get(), seen);
  }

  /** Asked at every look, it would be rejected at every look, and mend nothing. */
  private boolean givesUp(OrgSettings org, Wanted wanted, WishRejectedException reason)
      throws Exception {
    boolean isGivenUp = notes.rejected(org.alias(), wanted, reason.getMessage());
    if (isGivenUp) {
      metrics.countRejected(org.alias());
      LOG.log(
          Level.WARNING,
          "What was wanted of the hook of {0} while Okta was away is given up: {1}",
          org.alias(),
          reason.getMessage());
    }
    return isGivenUp;
  }

  /**
   * Deactivates the hook and deletes it, if it is ours.
   *
   * @return whether Okta had one
   */
  boolean remove(OrgSettings org, OktaClient client) throws Exception {
    Optional<HookEntity> row = notes.find(org.alias());
    Optional<OktaHook> hook = Optional.empty();
    if (row.isPresent() && isOurs(row.get())) {
      HooksFound seen = look(org, client, row, Optional.empty());
      // Before it is deleted, so that nobody creates it again if we do not get to the end.
      notes.nothingWanted(org.alias(), seen.hook());
      hook = seen.hook();
    }
    if (hook.isPresent()) {
      delete(org, client, hook.get());
    }
    notes.forget(org.alias());
    return hook.isPresent();
  }

  private void delete(OrgSettings org, OktaClient client, OktaHook hook) throws Exception {
    if (hook.isActive()) {
      client.deactivateHook(hook.id());
    }
    client.deleteHook(hook.id());
    LOG.log(Level.INFO, "The hook of {0} is deleted in Okta: {1}", org.alias(), hook.id());
  }

  /** Notes what there is before anything is done about it, which may fail. */
  private HooksFound look(
      OrgSettings org, OktaClient client, Optional<HookEntity> row, Optional<Wanted> wish)
      throws Exception {
    HooksFound seen =
        wish.isPresent() || row.filter(HookKeeper::isOurs).isPresent()
            ? findOurs(org, client, row, wish)
            : HooksFound.watched(client.hooks(), org.alias());
    notes.found(org.alias(), seen, client.clockOffset());
    return seen;
  }

  private static HooksFound findOurs(
      OrgSettings org, OktaClient client, Optional<HookEntity> row, Optional<Wanted> wish)
      throws OktaException, InterruptedException {
    List<Wanted> wishes =
        Stream.of(wish, row.flatMap(HookEntity::wanted), row.flatMap(HookEntity::taken))
            .flatMap(Optional::stream)
            .toList();
    Optional<String> id = row.flatMap(HookEntity::oktaId);
    HooksFound seen = HooksFound.ours(client.hooks(), org.alias(), id, wishes);
    // A list may be late, and another hook would bring every event a second time.
    return seen.hook().isEmpty() && id.isPresent() ? seen.with(client.findHook(id.get())) : seen;
  }

  private static boolean isOurs(HookEntity row) {
    return row.oktaId().isPresent() || row.wanted().isPresent();
  }

  private void report(OrgSettings org, Optional<Wanted> wanted, HooksFound seen) {
    boolean missing = wanted.isPresent() && seen.hook().isEmpty();
    if (missing || seen.hook().filter(hook -> !hook.delivers()).isPresent()) {
      metrics.countNotDelivering(org.alias());
      LOG.log(
          Level.WARNING,
          "Okta delivers nothing to the hook of {0}: it is {1}",
          org.alias(),
          seen.hook().map(OktaHook::state).orElse("missing"));
    }
  }

  private Mending mending(OrgSettings org, OktaClient client) {
    return new Mending(org, client, notes, known);
  }
}
