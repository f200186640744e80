package io.catchment.okta;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many events a page of the System Log may have, as its address says. From Okta's System Log
 * API, whose {@code next} links keep the limit that was asked for.
 */
public final class PageLimit {

  private static final Pattern LIMIT = Pattern.compile("(^|&)limit=([^&]*)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);

  private PageLimit() {}

  /** The limit; the largest if the address names none that Okta takes. */
  public static int of(URI page) {
    Matcher limit = LIMIT.matcher(query(page));
    if (!limit.find() || !NUMBER.matcher(limit.group(2)).matches()) {
      return LogQuery.LARGEST_LIMIT;
    }
    int number = Integer.parseInt(limit.group(2));
    return number < 1 ? LogQuery.LARGEST_LIMIT : Math.min(number, LogQuery.LARGEST_LIMIT);
  }

  /** The address of the same place with another limit; all else of it stays, letter by letter. */
  public static URI change(URI page, int limit) {
    String query = query(page);
    String changed =
        LIMIT.matcher(query).find()
            ? LIMIT.matcher(query).replaceAll("$1limit=" + limit)
            : query + (query.isEmpty() ? "" : "&") + "limit=" + limit;
    return URI.create(QUERY.matcher(page.toString()).replaceFirst("") + "?" + changed);
  }

  private static String query(URI page) {
    return page.getRawQuery() == null ? "" : page.getRawQuery();
  }
}
