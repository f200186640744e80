package io.catchment.okta;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The management API of one org: its System Log and its event hooks.
 *
 * <p>A call waits for the rate limit, and repeats what failed in passing, as long as the patience
 * lasts; a request that is under way is not cut off then, and may take another minute, or five for
 * a page of one event, and 40 seconds more if Okta falls silent in its answer. Creating a hook is
 * repeated only if no connection could be made. Waiting ends when the thread is interrupted. Safe
 * for many threads, which share the rate limit. From Okta's public descriptions of its System Log
 * API and Event Hooks Management API.
 */
public final class OktaClient {

  private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(5);
  private static final String HOOKS = "/api/v1/eventHooks";

  /** An org has 25 hooks; a list without an end is none. */
  private static final int MAX_PAGES = 100;

  private final URI base;
  private final Exchange exchange;
  private final Authorization authorization;
  private final Failures failures;
  private final Duration patience;
  private final BooleanSupplier mayGoOn;

  OktaClient(URI base, Exchange exchange, Authorization authorization, Failures failures) {
    this(base, exchange, authorization, failures, DEFAULT_PATIENCE, () -> true);
  }

  private OktaClient(
      URI base,
      Exchange exchange,
      Authorization authorization,
      Failures failures,
      Duration patience,
      BooleanSupplier mayGoOn) {
    this.base = base;
    this.exchange = exchange;
    this.authorization = authorization;
    this.failures = failures;
    this.patience = patience;
    this.mayGoOn = mayGoOn;
  }

  /**
   * The same client, each call of which waits and repeats for so long at most. Without it a call
   * has five minutes.
   */
  public OktaClient withPatience(Duration duration) {
    return new OktaClient(base, exchange, authorization, failures, duration, mayGoOn);
  }

  /**
   * The same client, which sends a request only if this is so: what is done with it is done by one
   * node at a time. Otherwise a call throws {@link OktaTakenOverException}.
   */
  public OktaClient asLongAs(BooleanSupplier isOurs) {
    return new OktaClient(base, exchange, authorization, failures, patience, isOurs);
  }

  /** Where the first page of a query is. Asks nobody. */
  public URI firstPage(LogQuery query) {
    return query.at(base);
  }

  /**
   * Whether an address is part of this org's API. One that was kept from earlier may not be, when
   * the org has got another host since.
   */
  public boolean isOwn(URI address) {
    return NextLink.isOwn(address, base);
  }

  /**
   * A page of the System Log.
   *
   * @param page from {@link #firstPage}, or the {@code next} of another page
   * @throws OktaTooLargeException if the page is larger than 64 MiB
   * @throws OktaTooSlowException if it takes longer than a minute, or five if it is of one event
   * @throws OktaMalformedException if the page, or its next one, is not on this org's host, or the
   *     answer is no JSON array
   * @throws OktaRejectedException if Okta does not take the query, or does not know the page any
   *     more
   * @throws OktaException if Okta does not answer, or does not let us
   */
  public LogPage logs(URI page) throws OktaException, InterruptedException {
    if (!isOwn(page)) {
      throw new OktaMalformedException(
          "The page to be read is not on " + base + ", so Okta is not asked for it.");
    }
    // Of one event nothing smaller can be asked for.
    Call call =
        PageLimit.of(page) == 1
            ? Call.getUnhurried(Bucket.LOGS, page)
            : Call.get(Bucket.LOGS, page);
    Answer answer = call(call, new Patience(patience));
    if (!JsonBytes.looksLikeArray(answer.body())) {
      throw failures.malformed("is no JSON array of events");
    }
    return new LogPage(answer.body(), NextLink.find(answer.header(Answer.LINK), base));
  }

  /**
   * Where the log goes on behind a page that is too large; empty if Okta did not say.
   *
   * @throws OktaMalformedException if that is not on this org's host
   */
  public Optional<URI> findNext(OktaTooLargeException page) throws OktaMalformedException {
    return NextLink.find(page.link(), base);
  }

  /** Every event hook of the org, as Okta shows them: without their secrets. */
  public List<JsonObject> hooks() throws OktaException, InterruptedException {
    Patience left = new Patience(patience);
    List<JsonObject> hooks = new ArrayList<>();
    Set<URI> seen = new HashSet<>();
    Optional<URI> next = Optional.of(hookAddress(""));
    while (next.isPresent()) {
      if (!seen.add(next.get()) || seen.size() > MAX_PAGES) {
        throw failures.malformed("is a list of hooks without an end");
      }
      Answer answer = call(Call.get(Bucket.EVENT_HOOKS, next.get()), left);
      hooks.addAll(
          JsonBytes.findObjects(answer.body())
              .orElseThrow(() -> failures.malformed("is no JSON array of hooks")));
      next = NextLink.find(answer.header(Answer.LINK), base);
    }
    return hooks;
  }

  /** The hook with this id; empty if there is none. */
  public Optional<JsonObject> findHook(String id) throws OktaException, InterruptedException {
    try {
      return Optional.of(hookFrom(Call.get(Bucket.EVENT_HOOKS, hookAddress("/" + checked(id)))));
    } catch (OktaRejectedException e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Creates a hook, which then is active and not verified.
   *
   * @param hook with {@code name}, {@code events} and {@code channel}, as Okta describes it
   * @return the hook, with its id
   * @throws OktaUnavailableException if Okta failed; it may have created the hook all the same
   */
  public JsonObject createHook(JsonObject hook) throws OktaException, InterruptedException {
    return hookFrom(
        Call.once(
            Bucket.EVENT_HOOKS,
            "POST",
            hookAddress(""),
            Call.Body.json(hook.toString()),
            HookSecrets.of(hook)));
  }

  /** Replaces a hook. Okta may want it verified again. */
  public JsonObject updateHook(String id, JsonObject hook)
      throws OktaException, InterruptedException {
    return hookFrom(
        Call.repeatable(
            Bucket.EVENT_HOOKS,
            "PUT",
            hookAddress("/" + checked(id)),
            Call.Body.json(hook.toString()),
            HookSecrets.of(hook)));
  }

  /** Deletes a hook, which has to be inactive. One that is not there counts as deleted. */
  public void deleteHook(String id) throws OktaException, InterruptedException {
    URI address = hookAddress("/" + checked(id));
    try {
      call(Call.delete(Bucket.EVENT_HOOKS, address), new Patience(patience));
    } catch (OktaRejectedException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  /** Has the hook deliver, once it is verified. */
  public JsonObject activateHook(String id) throws OktaException, InterruptedException {
    return lifecycle(id, "activate");
  }

  /** Has the hook deliver nothing more. */
  public JsonObject deactivateHook(String id) throws OktaException, InterruptedException {
    return lifecycle(id, "deactivate");
  }

  /**
   * Has Okta verify the hook, with a call to its address, before this returns.
   *
   * @throws OktaRejectedException if the call was not answered as Okta wants it
   */
  public JsonObject verifyHook(String id) throws OktaException, InterruptedException {
    return lifecycle(id, "verify");
  }

  private JsonObject lifecycle(String id, String step) throws OktaException, InterruptedException {
    return hookFrom(
        Call.repeatable(
            Bucket.EVENT_HOOKS,
            "POST",
            hookAddress("/" + checked(id) + "/lifecycle/" + step),
            Call.Body.json(""),
            Set.of()));
  }

  /** What the rate limit leaves, of each part of the API that was used. */
  public List<HeadRoom> headRooms() {
    return exchange.headRooms();
  }

  /** How far Okta's clock is ahead of ours, as of its last answer; zero before the first. */
  public Duration clockOffset() {
    return exchange.clockOffset();
  }

  private URI hookAddress(String path) {
    return URI.create(base + HOOKS + path);
  }

  private static String checked(String id) {
    if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IllegalArgumentException("This is not the id of a hook.");
    }
    return id;
  }

  private JsonObject hookFrom(Call call) throws OktaException, InterruptedException {
    Answer answer = call(call, new Patience(patience));
    return JsonBytes.findObject(answer.body())
        .orElseThrow(() -> failures.malformed("is no JSON object"));
  }

  /** Once more with other credentials, if these have come to their end and there may be others. */
  private Answer call(Call call, Patience left) throws OktaException, InterruptedException {
    String value = authorization.value(left);
    Answer answer = send(call, value, left);
    if (answer.status() == 401 && authorization.discard(value)) {
      value = authorization.value(left);
      answer = send(call, value, left);
    }
    if (!answer.isSuccess()) {
      throw failures.of(answer, call, Optional.of(value));
    }
    return answer;
  }

  private Answer send(Call call, String authorizationValue, Patience left)
      throws OktaException, InterruptedException {
    return exchange.send(call, this::requireOurs, Optional.of(authorizationValue), left);
  }

  private void requireOurs() throws OktaTakenOverException {
    if (!mayGoOn.getAsBoolean()) {
      throw failures.takenOver();
    }
  }
}
