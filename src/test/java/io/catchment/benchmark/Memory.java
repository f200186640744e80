package io.catchment.benchmark;

import java.util.List;

/**
 * What a Java process takes.
 *
 * @param resident what of the process is in memory, in MiB
 * @param heap its live objects, in MiB
 */
record Memory(double resident, double heap) {

  private static final double MEBIBYTE = 1024 * 1024;

  /** The most that it took of each kind in several looks. */
  static Memory most(List<Memory> looks) {
    return new Memory(
        looks.stream().mapToDouble(Memory::resident).max().orElseThrow(),
        looks.stream().mapToDouble(Memory::heap).max().orElseThrow());
  }

  /** Has it collect its garbage, after the look at what was resident. */
  static Memory of(long pid) {
    double resident = Jvm.residentBytes(pid) / MEBIBYTE;
    return new Memory(resident, Jvm.heapAfterCollection(pid) / MEBIBYTE);
  }
}
