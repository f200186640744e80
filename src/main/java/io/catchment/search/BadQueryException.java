package io.catchment.search;

import io.catchment.platform.OktaProblem;
import io.catchment.platform.Problem;

/** A request that is not taken as it is; the client can read why. */
final class BadQueryException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int BAD_REQUEST = 400;

  private final transient OktaProblem problem;
  private final String detail;

  private BadQueryException(OktaProblem problem, String detail, Throwable cause) {
    super(problem.summary(), cause);
    this.problem = problem;
    this.detail = detail;
  }

  /**
   * A parameter that is not valid.
   *
   * @param advice what has to be, to follow the parameter's name
   */
  static BadQueryException invalid(String parameter, String advice) {
    String detail = parameter + " " + advice + ".";
    OktaProblem problem = of(OktaProblem.INVALID, "The request is not valid: " + parameter, detail);
    return new BadQueryException(problem, detail, null);
  }

  /**
   * Text of a language that cannot be read.
   *
   * @param code Okta's for that language
   */
  static BadQueryException unreadable(String code, String summary, Exception cause) {
    OktaProblem problem = of(code, summary, cause.getMessage());
    return new BadQueryException(problem, summary + " " + cause.getMessage(), cause);
  }

  private static OktaProblem of(String code, String summary, String advice) {
    return OktaProblem.of(BAD_REQUEST, code, summary, advice);
  }

  /** The answer in the shape of our own addresses. */
  Problem inOurShape() {
    return Problem.of(BAD_REQUEST, detail);
  }

  /** The answer in Okta's shape. */
  OktaProblem problem() {
    return problem;
  }
}
