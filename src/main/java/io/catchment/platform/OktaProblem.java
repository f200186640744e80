package io.catchment.platform;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * An answer that says what went wrong in the shape of Okta's errors, for clients of Okta's API that
 * are pointed at us. Source of shape and codes: Okta, "Okta API error codes".
 *
 * @param status the HTTP status
 * @param code Okta's code, which clients tell errors apart by
 * @param summary what went wrong, on one line
 * @param id another for each answer; what the log says of an error names it
 * @param causes what is wrong one by one, and what to do about it; may be empty
 */
public record OktaProblem(int status, String code, String summary, String id, List<String> causes) {

  /** A parameter is not what it has to be. */
  public static final String INVALID = "E0000001";

  /** The caller may not do this. */
  public static final String FORBIDDEN = "E0000006";

  /** The failure is ours. */
  public static final String FAILED = "E0000009";

  /** It is not known who calls. */
  public static final String UNAUTHORIZED = "E0000011";

  /** The words that are searched for are not taken. */
  public static final String BAD_SEARCH = "E0000031";

  /** The filter cannot be read. */
  public static final String BAD_FILTER = "E0000053";

  private static final String NO_SUCH_PATH = "E0000008";
  private static final String BAD_MEDIA_TYPE = "E0000021";
  private static final String BAD_METHOD = "E0000022";

  private static final String PATH = "/api/v1/";
  private static final int ID_LENGTH = 15;
  private static final SecureRandom RANDOM = new SecureRandom();

  public OktaProblem {
    causes = List.copyOf(causes);
  }

  /** A problem with an id of its own. */
  public static OktaProblem of(int status, String code, String summary, String... causes) {
    byte[] random = new byte[ID_LENGTH];
    RANDOM.nextBytes(random);
    String id = "oae" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    return new OktaProblem(status, code, summary, id, List.of(causes));
  }

  /** The same in Okta's words, with the code that goes with the status. */
  static OktaProblem of(Problem problem) {
    return of(problem.status(), codeOf(problem.status()), problem.title(), problem.detail());
  }

  /** Whether clients of Okta's API come to this path, which is the whole path of a request. */
  static boolean isForPath(String path) {
    return path.contains(PATH);
  }

  private static String codeOf(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> NO_SUCH_PATH;
      case 405 -> BAD_METHOD;
      case 406, 415 -> BAD_MEDIA_TYPE;
      default -> status < 500 ? INVALID : FAILED;
    };
  }

  /** The answer, to which headers can be added. */
  public Response.ResponseBuilder response() {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(json());
  }

  /** The answer's body. */
  public String json() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    causes.forEach(cause -> list.add(Json.createObjectBuilder().add("errorSummary", cause)));
    return Json.createObjectBuilder()
        .add("errorCode", code)
        .add("errorSummary", summary)
        .add("errorLink", code)
        .add("errorId", id)
        .add("errorCauses", list)
        .build()
        .toString();
  }
}
