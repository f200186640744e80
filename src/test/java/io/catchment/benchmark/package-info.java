/**
 * The speed and the size of the shipped WAR on real servers, against baselines beside it on the
 * same server: {@code mvn -Pbenchmark}. Ratios of what was measured in one run, because the machine
 * is whatever it is. Outside the gate.
 */
package io.catchment.benchmark;
