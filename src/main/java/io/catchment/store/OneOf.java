package io.catchment.store;

import java.util.Collection;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.StandardBasicTypes;

/**
 * The condition {@code one_of(e.id, :ids)} of our queries: that a column has one of many values,
 * which are one parameter, an array. PostgreSQL and H2 both look them up by the column's index; H2
 * only if the column is the index's first, and in the square of their number, see {@link Slices}.
 *
 * <p>Of {@code e.id in :ids} Hibernate makes a parameter of each value, and so another statement
 * for each number of them, which it, the driver and the database have to read anew.
 */
public final class OneOf implements FunctionContributor {

  @Override
  public void contributeFunctions(FunctionContributions functions) {
    functions
        .getFunctionRegistry()
        .registerPattern(
            "one_of",
            "?1=any(?2)",
            functions
                .getTypeConfiguration()
                .getBasicTypeRegistry()
                .resolve(StandardBasicTypes.BOOLEAN));
  }

  /** Our ids of events as a parameter. */
  public static Long[] of(Collection<Long> ids) {
    return ids.toArray(Long[]::new);
  }
}
