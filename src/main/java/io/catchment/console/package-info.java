/**
 * The console: its page, who is signed in to it, and what it shows that no stage answers for alone.
 *
 * <p>The page is static and asks the API like anybody else; here is what it needs beside that. The
 * page is there even if the database is away, and so is whoever is signed in.
 */
package io.catchment.console;
