package io.catchment.platform;

import java.util.Set;

/**
 * A resource that reads the query of its address itself, instead of having each parameter handed to
 * it. It says which ones there are, for nobody could tell from its methods; the description of the
 * API is checked by that.
 */
@FunctionalInterface
public interface QueryReader {

  /** The names of the parameters, in the case in which they are read. */
  Set<String> queryParameters();
}
