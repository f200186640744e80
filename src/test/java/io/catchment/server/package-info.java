/**
 * The servers as an operator has them: unpacked, prepared by the scripts of {@code server-config},
 * started as processes of their own. The tests and the run command use the same classes, so what
 * the tests prove is what the scripts install.
 */
package io.catchment.server;
