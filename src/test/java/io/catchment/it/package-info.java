/**
 * The shipped WAR on real servers, driven from outside as Okta and operators do, and by a real
 * browser as people at the console do. One suite, inherited for each server and database.
 */
package io.catchment.it;
