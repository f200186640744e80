package io.catchment.pretend;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What a client wants a hook to be. */
record HookWish(
    String name,
    Optional<String> description,
    List<String> eventTypes,
    Optional<JsonObject> filter,
    Channel channel) {}
