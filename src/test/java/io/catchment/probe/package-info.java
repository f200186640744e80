/**
 * The tests' eyes and hands inside a server: an application beside Catchment that reads its
 * database, listens to its topic and writes to its queue. Never part of the product.
 */
package io.catchment.probe;
