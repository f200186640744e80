package io.catchment.benchmark;

/**
 * What a Java process takes.
 *
 * @param resident what of the process is in memory, in MiB
 * @param heap its live objects, in MiB
 */
record Memory(double resident, double heap) {

  private static final double MEBIBYTE = 1024 * 1024;

  /** Has it collect its garbage, after the look at what was resident. */
  static Memory of(long pid) {
    double resident = Jvm.residentBytes(pid) / MEBIBYTE;
    return new Memory(resident, Jvm.heapAfterCollection(pid) / MEBIBYTE);
  }
}
