package io.catchment.platform;

/** Who delays a delivery that could not be stored, before it comes again. */
public enum RedeliveryMode {
  /** The broker, by its configuration: Artemis and ActiveMQ. */
  BROKER,
  /** Catchment, by a delayed copy: for OpenMQ, which knows no delay for what is rolled back. */
  COPY
}
