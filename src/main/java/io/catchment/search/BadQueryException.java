package io.catchment.search;

import io.catchment.platform.OktaProblem;

/** A request that is not taken as it is; the client can read why. */
final class BadQueryException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int BAD_REQUEST = 400;

  private final transient OktaProblem problem;

  private BadQueryException(OktaProblem problem, Throwable cause) {
    super(problem.summary(), cause);
    this.problem = problem;
  }

  /**
   * A parameter that is not valid.
   *
   * @param advice what has to be, to follow the parameter's name
   */
  static BadQueryException invalid(String parameter, String advice) {
    String cause = parameter + " " + advice + ".";
    return of(OktaProblem.INVALID, "The request is not valid: " + parameter, cause, null);
  }

  /**
   * Text of a language that cannot be read.
   *
   * @param code Okta's for that language
   */
  static BadQueryException unreadable(String code, String summary, Exception cause) {
    return of(code, summary, cause.getMessage(), cause);
  }

  private static BadQueryException of(String code, String summary, String advice, Throwable cause) {
    return new BadQueryException(OktaProblem.of(BAD_REQUEST, code, summary, advice), cause);
  }

  /** The answer. */
  OktaProblem problem() {
    return problem;
  }
}
