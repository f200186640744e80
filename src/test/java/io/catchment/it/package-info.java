/**
 * The shipped WAR on real servers, driven from outside as Okta and operators do. One suite,
 * inherited for each server and database.
 */
package io.catchment.it;
