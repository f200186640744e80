/**
 * What Catchment is measured against, as an application beside it on the same server: an answer
 * without any work, one plain INSERT for each call, and plain batched JDBC of the very rows that
 * the store writes. Never part of the product.
 */
package io.catchment.baseline;
