package io.catchment.okta;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Okta does not take this request: a 4xx that is neither a refusal nor the rate limit, or a 3xx.
 * Somebody on the way to Okta may have answered so: then it says nothing of the request.
 */
public final class OktaRejectedException extends OktaException {
  private static final long serialVersionUID = 1L;

  /** From the list of error codes of Okta's API reference. */
  private static final Pattern OKTAS = Pattern.compile("E\\d{7}");

  private final int status;
  private final String code;
  private final List<String> causes;

  OktaRejectedException(String message, int status, String code, List<String> causes) {
    super(message);
    this.status = status;
    this.code = code;
    this.causes = List.copyOf(causes);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Okta's own code, such as {@code E0000001}; empty if it gave none. */
  public String code() {
    return code;
  }

  /** Whether it is Okta's own word: with a code of its API's, which no gateway gives. */
  public boolean isByOkta() {
    return OKTAS.matcher(code).matches();
  }

  /** What Okta found wrong, point by point, cleaned as the message is. */
  public List<String> causes() {
    return causes;
  }

  /** Whether what was asked for is not there. */
  public boolean isNotFound() {
    return status == 404;
  }

  @Override
  public String publicMessage() {
    return "Okta does not take the request " + answered(status, code) + ".";
  }
}
