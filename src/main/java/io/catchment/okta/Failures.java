package io.catchment.okta;

import io.catchment.platform.OrgSettings;
import io.catchment.platform.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in a sentence, without any secret, why there is no good answer from an org. */
final class Failures {

  private static final int MAX_REASON = 300;

  private final OrgSettings org;

  Failures(OrgSettings org) {
    this.org = org;
  }

  /** What an answer means that is no success. */
  OktaException of(Answer answer, Call call, Optional<String> authorization) {
    int status = answer.status();
    OktaError error = OktaError.read(answer.body(), redaction(call, authorization));
    String said = error.describe(status);
    if (status == 401) {
      return new OktaRefusedException(
          "Okta does not accept the credentials of org " + org.alias() + ", " + said + ".",
          status,
          error.code());
    }
    if (status == 403) {
      return new OktaRefusedException(
          "Okta does not allow this to the credentials of org " + org.alias() + ", " + said + ".",
          status,
          error.code());
    }
    return status < 500 ? rejected(status, error, said) : failed(said);
  }

  private OktaException rejected(int status, OktaError error, String said) {
    String sentence =
        status < 400
            ? "Okta sends org " + org.alias() + " elsewhere, " + said + "; its address is wrong."
            : "Okta does not take this request for org " + org.alias() + ", " + said + ".";
    return new OktaRejectedException(sentence, status, error.code(), error.causes());
  }

  private OktaUnavailableException failed(String said) {
    return new OktaUnavailableException("Okta fails for org " + org.alias() + ", " + said + ".");
  }

  /** Only a page of the log can be asked for in another size. */
  OktaUnavailableException of(LostException lost, Call call, Optional<String> authorization) {
    String reason = redaction(call, authorization).clean(lost.reason(), MAX_REASON);
    String message =
        "There is no whole answer from Okta for org " + org.alias() + ", " + reason + ".";
    return lost.isSlow() && call.bucket() == Bucket.LOGS
        ? new OktaTooSlowException(message, lost)
        : new OktaUnavailableException(message, lost);
  }

  /** No token is issued for our application, for whatever reason. */
  OktaRefusedException ofTokenRequest(Answer answer, Call call) {
    OktaError error = OktaError.read(answer.body(), redaction(call, Optional.empty()));
    return new OktaRefusedException(
        "Okta issues no access token to the application of org "
            + org.alias()
            + ", "
            + error.describe(answer.status())
            + ".",
        answer.status(),
        error.code());
  }

  OktaTakenOverException takenOver() {
    return new OktaTakenOverException(org.alias());
  }

  OktaMalformedException malformed(String what) {
    return new OktaMalformedException(
        "Okta's answer for org " + org.alias() + " " + what + ", so it is not used.");
  }

  private Redaction redaction(Call call, Optional<String> authorization) {
    List<String> secrets = new ArrayList<>(call.secrets());
    authorization.ifPresent(secrets::add);
    secrets.addAll(org.secrets().current());
    for (Secrets header : org.requiredHeaders().values()) {
      secrets.addAll(header.current());
    }
    return new Redaction(secrets);
  }
}
