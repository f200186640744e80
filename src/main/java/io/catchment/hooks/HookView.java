package io.catchment.hooks;

import io.catchment.platform.JsonValues;
import io.catchment.platform.OrgSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/** An org's hook as it is shown. */
final class HookView {

  private HookView() {}

  static JsonObject of(OrgSettings org, HookEntity hook, List<String> warnings) {
    JsonObjectBuilder view = Json.createObjectBuilder().add("org", org.alias());
    hook.wanted().ifPresent(wanted -> view.add("wanted", wanted.json()));
    if (hook.found().isPresent()) {
      OktaHook found = hook.found().get();
      view.add("id", found.id())
          .add("name", found.name())
          .add("uri", found.uri())
          .add("events", JsonValues.of(found.events()))
          .add("status", found.status())
          .add("verificationStatus", found.verification())
          .add("delivers", found.delivers());
      hook.wanted().ifPresent(w -> view.add("drift", JsonValues.of(w.differencesOf(found, org))));
    } else {
      view.add("status", "MISSING").add("delivers", false);
    }
    return times(view, hook).add("warnings", JsonValues.of(with(hook.others(), warnings))).build();
  }

  private static List<String> with(List<String> otherHooks, List<String> warnings) {
    List<String> all = new ArrayList<>(warnings);
    otherHooks.forEach(
        hook -> all.add("Okta has another hook with an address like this one's: " + hook + "."));
    return all;
  }

  private static JsonObjectBuilder times(JsonObjectBuilder view, HookEntity hook) {
    view.add("lastVerified", JsonValues.of(hook.verifiedAt()))
        .add("lastChecked", JsonValues.of(hook.checkedAt()));
    hook.rejection().ifPresent(rejection -> view.add("rejected", rejection));
    if (hook.problem() != null) {
      view.add("problem", hook.problem());
      view.add("problemSince", JsonValues.of(hook.problemAt()));
    }
    return view;
  }
}
