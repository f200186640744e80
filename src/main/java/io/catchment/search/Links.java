package io.catchment.search;

/**
 * The addresses of pages, as values of {@code Link} headers (RFC 8288).
 *
 * @param address that of the resource, without a query
 * @param asked the parameters that this page was asked for with
 */
record Links(String address, QueryText asked) {

  /** This page. */
  String self() {
    return link(asked, "self");
  }

  /**
   * The next page: asked for in the same words, with the times that were not given filled in, so
   * that they stay as they are while the clock goes on.
   */
  String next(EventQuery query, String cursor) {
    QueryText next = asked.withDefault("since", query.since().toString());
    if (query.until().isPresent()) {
      next = next.withDefault("until", query.until().get().toString());
    }
    return link(next.with("after", cursor), "next");
  }

  private String link(QueryText query, String relation) {
    String tail = query.parameters().isEmpty() ? "" : "?" + query;
    return "<" + address + tail + ">; rel=\"" + relation + "\"";
  }
}
