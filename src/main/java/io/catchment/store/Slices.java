package io.catchment.store;

import java.util.ArrayList;
import java.util.List;

/** A list in parts. */
public final class Slices {

  /** The most values in one array: H2 compares each row that it finds with one after the other. */
  static final int MAX_VALUES = 500;

  private Slices() {}

  /** Parts of at most 500 values, each for one statement. */
  public static <T> List<List<T>> of(List<T> all) {
    return of(all, MAX_VALUES);
  }

  /** Parts of at most so many values, in the list's order; none if it is empty. */
  static <T> List<List<T>> of(List<T> all, int most) {
    List<List<T>> slices = new ArrayList<>();
    for (int i = 0; i < all.size(); i += most) {
      slices.add(all.subList(i, Math.min(all.size(), i + most)));
    }
    return slices;
  }
}
