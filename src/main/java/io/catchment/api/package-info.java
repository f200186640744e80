/**
 * What people and programs ask of Catchment over HTTP, gathered below one path: the resources
 * belong to the stages, which know nothing of each other.
 */
package io.catchment.api;
