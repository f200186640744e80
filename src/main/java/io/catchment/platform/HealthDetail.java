package io.catchment.platform;

import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Something worth seeing in the answer to {@code ready} that keeps no delivery from being taken, so
 * the status stays as it is. Implemented by the stages.
 */
public interface HealthDetail {

  /** The name of the member under which it is shown, beside {@code status} and {@code checks}. */
  String name();

  /**
   * What is shown, to anybody, so it holds no secret; empty if there is nothing to say. Answers at
   * once from what is known in this process, and never fails: health has to answer when nothing
   * else does.
   */
  Optional<JsonValue> find();
}
