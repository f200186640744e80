package io.catchment.store;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list into parts that each fit into one statement. */
public final class Slices {

  /** The most values in one list; PostgreSQL takes 65,535 parameters. */
  static final int MAX_VALUES = 500;

  private Slices() {}

  /** The list in parts of at most 500 values, in its order; none if it is empty. */
  public static <T> List<List<T>> of(List<T> all) {
    return of(all, MAX_VALUES);
  }

  static <T> List<List<T>> of(List<T> all, int most) {
    List<List<T>> slices = new ArrayList<>();
    for (int i = 0; i < all.size(); i += most) {
      slices.add(all.subList(i, Math.min(all.size(), i + most)));
    }
    return slices;
  }
}
