/**
 * Dead letters, for those who look after them: shown, tried again and given up over HTTP.
 *
 * <p>A package of its own beside {@code store}, which reads, stores and removes them and knows
 * nothing of HTTP; in here nothing is decided but how it is asked and answered. Only {@code api}
 * calls it. Each change is logged once, with who did it: dead letters are part of the record, and
 * what is gone can only be found there.
 */
package io.catchment.deadletter;
