package io.catchment.pretend;

/**
 * What came of calling a hook.
 *
 * @param status 0 if there was no answer
 * @param trouble why it did not work; empty if it did
 * @param body of the answer
 */
record HookOutcome(int status, String trouble, String body) {

  static HookOutcome answered(int status, String body) {
    return new HookOutcome(status, status / 100 == 2 ? "" : "HTTP status " + status, body);
  }

  static HookOutcome unanswered(String trouble) {
    return new HookOutcome(0, trouble, "");
  }

  boolean isSuccess() {
    return trouble.isEmpty();
  }

  boolean isWorthAnotherAttempt() {
    return status == 0 || status >= 500;
  }
}
