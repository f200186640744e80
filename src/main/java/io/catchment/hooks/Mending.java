package io.catchment.hooks;

import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaException;
import io.catchment.okta.OktaRejectedException;
import io.catchment.platform.OrgSettings;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has an org's hook in Okta agree with what is wanted of it, step by step, each of them noted. */
final class Mending {

  private static final Logger LOG = System.getLogger(Mending.class.getName());
  private static final int BAD_REQUEST = 400;

  private final OrgSettings org;
  private final OktaClient client;
  private final HookNotes notes;
  private final KnownHeaders known;

  Mending(OrgSettings org, OktaClient client, HookNotes notes, KnownHeaders known) {
    this.org = org;
    this.client = client;
    this.notes = notes;
    this.known = known;
  }

  /**
   * Creates the hook or changes it if need be, activates it and has it verified.
   *
   * @param row what was known before; null if nothing
   * @param seen as Okta has just shown it
   * @throws WishRejectedException if Okta does not take what is wanted
   */
  HookEntity mend(HookEntity row, Wanted wanted, HooksFound seen) throws Exception {
    Optional<OktaHook> agreed = findAgreed(row, wanted, seen);
    OktaHook hook = keep(agreed.isPresent() ? agreed.get() : change(row, wanted, seen));
    return hook.delivers()
        ? notes.succeeded(org.alias())
        : notes.failed(
            org.alias(),
            "Okta was asked to activate and verify the hook, and says that it is "
                + hook.state()
                + ".");
  }

  private OktaHook keep(OktaHook hook) throws Exception {
    OktaHook active = activate(hook);
    boolean isOwed = notes.find(org.alias()).filter(HookEntity::isToBeVerified).isPresent();
    return active.isVerified() && !isOwed ? active : verify(active);
  }

  private OktaHook activate(OktaHook hook) throws Exception {
    if (hook.isActive()) {
      return hook;
    }
    LOG.log(Level.INFO, "The hook of {0} is activated", org.alias());
    return note(client.activateHook(hook.id()));
  }

  /** If it does not succeed, Okta may have got another secret from somebody: it never shows it. */
  private OktaHook verify(OktaHook hook) throws Exception {
    LOG.log(Level.INFO, "Okta is asked to verify the hook of {0}", org.alias());
    try {
      OktaHook verified = note(client.verifyHook(hook.id()));
      if (verified.isVerified()) {
        notes.toBeVerified(org.alias(), false);
      }
      return verified;
    } catch (OktaRejectedException e) {
      notes.headersDoubted(org.alias());
      throw e;
    }
  }

  /** The hook, if Okta need not be told anything. */
  private Optional<OktaHook> findAgreed(HookEntity row, Wanted wanted, HooksFound seen)
      throws Exception {
    SentHeaders headers = SentHeaders.of(org);
    if (seen.hook().isEmpty()
        || !hasOkta(row, headers)
        || !isGood(row, wanted, seen.hook().get())) {
      return Optional.empty();
    }
    agree(wanted, seen.hook().get(), headers.told(row.fingerprint()));
    return seen.hook();
  }

  /**
   * Another secret or address has to be verified. Okta does not promise to say that by itself, so
   * it is owed from before Okta is told, whose answer may be lost, until it has succeeded.
   */
  private OktaHook change(HookEntity row, Wanted wanted, HooksFound seen) throws Exception {
    SentHeaders headers = SentHeaders.of(org);
    boolean hadHeaders = hasOkta(row, headers);
    boolean wasGood = hadHeaders && row.wanted().filter(wanted::equals).isPresent();
    boolean wasOwed = row != null && row.isToBeVerified();
    seen.hook().ifPresent(hook -> report(wasGood ? Level.WARNING : Level.INFO, wanted, hook));
    notes.toBeVerified(org.alias(), true);
    OktaHook told;
    try {
      told = tell(row, wanted, headers, seen);
    } catch (WishRejectedException e) {
      notes.toBeVerified(org.alias(), wasOwed);
      throw e;
    }
    String given = hadHeaders ? row.fingerprint() : known.fingerprint(org.alias(), headers);
    agree(wanted, told, headers.told(given));
    if (hadHeaders && !wasOwed && seen.hook().filter(told::isCalledAs).isPresent()) {
      notes.toBeVerified(org.alias(), false);
    }
    return told;
  }

  /** Whether these are the headers that Okta was told last. */
  private boolean hasOkta(HookEntity row, SentHeaders headers) {
    return known.match(org.alias(), row == null ? null : row.fingerprint(), headers);
  }

  private void agree(Wanted wanted, OktaHook hook, ToldHeaders headers) throws Exception {
    notes.agreed(org.alias(), wanted, hook, headers, client.clockOffset());
  }

  private boolean isGood(HookEntity row, Wanted wanted, OktaHook found) {
    return wanted.differencesOf(found, org).isEmpty() || row.isAgreed(wanted, found);
  }

  private OktaHook tell(HookEntity row, Wanted wanted, SentHeaders headers, HooksFound seen)
      throws OktaException, WishRejectedException, InterruptedException {
    Set<String> before = row == null ? Set.of() : row.ourHeaders();
    JsonObject asked = wanted.forOkta(seen.headers().without(before).addedTo(headers));
    OktaHook hook =
        new OktaHook(send(seen.hook().map(h -> h.describing(asked)).orElse(asked), seen.hook()));
    LOG.log(
        Level.INFO, "Okta was told what the hook of {0} should be: {1}", org.alias(), hook.id());
    return hook;
  }

  /** A rejection without Okta's code is of somebody on the way, and says nothing of the wish. */
  private JsonObject send(JsonObject asked, Optional<OktaHook> found)
      throws OktaException, WishRejectedException, InterruptedException {
    try {
      return found.isEmpty()
          ? client.createHook(asked)
          : client.updateHook(found.get().id(), asked);
    } catch (OktaRejectedException e) {
      if (e.status() == BAD_REQUEST && e.isByOkta()) {
        throw new WishRejectedException(e);
      }
      throw e;
    }
  }

  /** Worth a warning if it was in order before, so that somebody else has changed it. */
  private void report(Level level, Wanted wanted, OktaHook hook) {
    List<String> differences = wanted.differencesOf(hook, org);
    LOG.log(
        level,
        "The hook of {0} is not in Okta as it should be, it is changed: {1}",
        org.alias(),
        differences.isEmpty() ? "the headers have other values" : String.join("; ", differences));
  }

  private OktaHook note(JsonObject answer) throws Exception {
    OktaHook hook = new OktaHook(answer);
    notes.found(org.alias(), hook, client.clockOffset());
    return hook;
  }
}
