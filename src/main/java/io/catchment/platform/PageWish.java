package io.catchment.platform;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Which page somebody wants of a list whose entries have ids, and come with the latest first.
 *
 * @param parameter the name of the parameter that says where to go on
 * @param behind the id of the last entry that was seen; from the latest on if it is empty
 * @param most how many entries at the most
 */
public record PageWish(String parameter, Optional<Long> behind, int most) {

  private static final int MAX_LIMIT = 100;

  /**
   * The page that a request wants.
   *
   * @param parameter the name of the parameter that says where to go on
   * @param behind what it says; null if it is missing
   * @param entry what the list has, as in <i>the id of a dead letter</i>
   * @param limit how many at the most, from 1 to 100; null if it is missing, which means 100
   * @throws jakarta.ws.rs.WebApplicationException 400 if the one or the other is none
   */
  public static PageWish read(String parameter, String behind, String entry, String limit) {
    int most = limit(limit);
    Optional<Long> last =
        Optional.ofNullable(behind)
            .map(
                text ->
                    findId(text)
                        .orElseThrow(
                            () ->
                                Problem.refusal(400, parameter + " is the id of " + entry + ".")));
    return new PageWish(parameter, last, most);
  }

  private static int limit(String text) {
    if (text == null) {
      return MAX_LIMIT;
    }
    int limit = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.refusal(400, "limit is a number from 1 to " + MAX_LIMIT + ".");
    }
    return limit;
  }

  /** The id that a text is; empty if it can be none. */
  public static Optional<Long> findId(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /** How many to look for: one more than are shown, which tells that there are more. */
  public int sought() {
    return most + 1;
  }

  /** Those that are shown, of those that were found. */
  public <T> List<T> shown(List<T> found) {
    return found.subList(0, Math.min(most, found.size()));
  }

  /**
   * Where the next page is; empty if there is none.
   *
   * @param found what was {@linkplain #sought sought}
   * @param uri as the request came
   * @param address as the client called it, see {@link Address}
   */
  public <T> Optional<String> findNext(
      List<T> found, ToLongFunction<T> id, UriInfo uri, String address) {
    return found.size() > most
        ? Optional.of(next(id.applyAsLong(found.get(most - 1)), uri, address))
        : Optional.empty();
  }

  private String next(long last, UriInfo uri, String address) {
    URI further = uri.getRequestUriBuilder().replaceQueryParam(parameter, last).build();
    return address + "?" + further.getRawQuery();
  }
}
