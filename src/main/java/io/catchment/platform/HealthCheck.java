package io.catchment.platform;

/** Something that must work before the next delivery can be taken. Implemented by the stages. */
public interface HealthCheck {

  /** The name under which it is reported. */
  String name();

  /**
   * Returns if the next operation will probably work.
   *
   * @throws Exception if not; the message is shown to anybody, so it holds no secret
   */
  void check() throws Exception;
}
