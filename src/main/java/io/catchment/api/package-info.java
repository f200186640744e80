/**
 * What people and programs ask of Catchment over HTTP, gathered below one path: the resources
 * belong to the stages, which know nothing of each other. While the database is in trouble each of
 * them answers 503, which is said in one place here.
 *
 * <p>{@code openapi.json} among its files describes them, and the other addresses of the
 * application beside them. It is written by hand; tests compare it with the resources, and what
 * servers answer with it.
 */
package io.catchment.api;
