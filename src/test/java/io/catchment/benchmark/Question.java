package io.catchment.benchmark;

import java.util.function.Supplier;

/**
 * Something that is asked of the API again and again, each time a little differently.
 *
 * @param aim how many milliseconds it should take at the most
 * @param path the path and query to ask next
 */
record Question(String name, double aim, Supplier<String> path) {}
