/**
 * What people and programs ask of Catchment over HTTP, gathered below one path: the resources
 * belong to the stages, which know nothing of each other. While the database is in trouble each of
 * them answers 503, which is said in one place here.
 */
package io.catchment.api;
