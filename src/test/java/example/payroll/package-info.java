/**
 * An application of somebody else's, as an example: a payroll system that follows who joins and who
 * leaves by Catchment's events.
 *
 * <p>It shares nothing with Catchment but the server's topic {@code CatchmentEvents}.
 */
package example.payroll;
