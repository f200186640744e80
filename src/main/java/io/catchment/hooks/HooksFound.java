package io.catchment.hooks;

import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The hooks that Okta has of an org, looked through.
 *
 * @param hook the one that is ours; or, if none can be, the one to be watched
 * @param headers what that one sends; none if there is no hook
 * @param others those that are not, though the end of their address looks like ours
 */
record HooksFound(Optional<OktaHook> hook, ShownHeaders headers, List<OktaHook> others) {

  HooksFound {
    others = List.copyOf(others);
  }

  /**
   * Ours is the hook that we had before, or else one that has the path and the name that are
   * wanted: of several, one that delivers. Any other belongs to somebody else.
   *
   * @param id that of the hook that we had before
   * @param wishes what is wanted of it, or was
   */
  static HooksFound ours(
      List<JsonObject> all, String org, Optional<String> id, List<Wanted> wishes) {
    return choose(
        all,
        org,
        hook -> isIt(hook, id) || wishes.stream().anyMatch(wish -> wish.isFor(hook)),
        Comparator.comparing(hook -> isIt(hook, id)));
  }

  /** If nobody has said what is wanted, a hook is watched whose address looks like ours. */
  static HooksFound watched(List<JsonObject> all, String org) {
    return choose(
        all,
        org,
        hook -> hook.isFor(org),
        Comparator.comparing(hook -> hook.name().equals(Registration.defaultName(org))));
  }

  /** The same, with what was found by its id. */
  HooksFound with(Optional<JsonObject> found) {
    return new HooksFound(found.map(OktaHook::new), headers(found), others);
  }

  private static HooksFound choose(
      List<JsonObject> all, String org, Predicate<OktaHook> isIt, Comparator<OktaHook> rank) {
    List<OktaHook> hooks = all.stream().map(OktaHook::new).toList();
    Optional<OktaHook> chosen =
        hooks.stream().filter(isIt).max(rank.thenComparing(OktaHook::delivers));
    String id = chosen.map(OktaHook::id).orElse(null);
    return new HooksFound(
        chosen,
        headers(chosen.map(hooks::indexOf).map(all::get)),
        hooks.stream().filter(hook -> hook.isFor(org) && !hook.id().equals(id)).toList());
  }

  private static ShownHeaders headers(Optional<JsonObject> hook) {
    return hook.map(ShownHeaders::of).orElse(ShownHeaders.NONE);
  }

  private static boolean isIt(OktaHook hook, Optional<String> id) {
    return id.filter(hook.id()::equals).isPresent();
  }
}
