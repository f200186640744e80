package io.catchment.search;

import io.catchment.platform.Problem;
import io.catchment.platform.QueryReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Set;

/**
 * How many events there are, over time and by what they have in common: what a chart shows, and
 * what a list of values to choose from.
 *
 * <pre>{@code
 * {"since":"2026-01-31T00:00:00Z","until":"2026-01-31T00:20:00Z","interval":"PT10M","total":7,
 *  "buckets":[{"at":"2026-01-31T00:00:00Z","count":5},{"at":"2026-01-31T00:10:00Z","count":2}],
 *  "by":"outcome",
 *  "top":[{"value":"SUCCESS","count":4,"counts":[3,1]},{"value":null,"count":2,"counts":[1,1]}],
 *  "other":{"count":1,"counts":[1,0]}}
 * }</pre>
 *
 * <p>The first bucket begins at {@code since}, and the others follow without a gap, also those
 * without events: the numbers in {@code counts} are those of the {@code buckets}, in their order.
 * Without {@code by} there are no {@code top} and {@code other}.
 *
 * <p>A value is what the member holds, cut to 255 characters; null stands for events that do not
 * have it, or not as a string, and counts as a value. An event has one value, and the numbers add
 * up to those of the buckets; only by {@code target} it has the {@code id} of each of its targets,
 * and counts once for each. All numbers are exact. Beside the {@code id} of an actor or a target
 * stand the {@code type}, the {@code alternateId} and the {@code displayName} that one of its
 * events gives, unless the database takes too long over that alone.
 *
 * <p>Full hours in UTC are counted fastest: see {@link HourCounts}.
 */
@Path("statistics")
@ApplicationScoped
public class StatisticsResource implements QueryReader {

  @Inject Statistics statistics;
  @Inject Clock clock;

  @Override
  public Set<String> queryParameters() {
    return StatisticsRequest.PARAMETERS;
  }

  /**
   * Counts. 400 says which parameter is wrong, or that there are too many values to be counted; 503
   * that the database is away, that it takes too long, and what to narrow then, or that it has
   * enough to do.
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response read(@Context UriInfo uri) {
    try {
      QueryText text = QueryText.parse(uri.getRequestUri().getRawQuery(), this);
      StatisticsRequest asked = StatisticsRequest.read(text, clock.instant());
      return Response.ok(StatisticView.of(asked, statistics.read(asked))).build();
    } catch (BadQueryException e) {
      return e.inOurShape().response().build();
    } catch (TooManyValuesException e) {
      return Problem.of(400, e.getMessage()).response().build();
    }
  }
}
