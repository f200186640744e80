package io.catchment.pretend;

import java.util.List;

/** What happens in the invented company, and how often. */
enum EventKind {
  SIGN_IN("user.session.start", 30, "Somebody signs in", Actor.PERSON),
  SIGN_OUT("user.session.end", 12, "Somebody signs out", Actor.PERSON),
  OPEN_APP("user.authentication.sso", 25, "Somebody opens an app", Actor.PERSON, Target.APP),
  SECOND_FACTOR(
      "user.authentication.auth_via_mfa", 12, "A second factor", Actor.PERSON, Target.PERSON),
  HIRE("user.lifecycle.create", 2, "A new colleague", Actor.ADMIN, Target.PERSON),
  ACTIVATE("user.lifecycle.activate", 2, "An account is opened", Actor.SYSTEM, Target.PERSON),
  SUSPEND("user.lifecycle.suspend", 1, "An account rests", Actor.ADMIN, Target.PERSON),
  LEAVE("user.lifecycle.deactivate", 1, "A colleague leaves", Actor.ADMIN, Target.PERSON),
  CHANGE_PROFILE(
      "user.account.update_profile", 5, "A profile changes", Actor.ADMIN, Target.CHANGED_PERSON),
  CHANGE_PASSWORD("user.account.update_password", 3, "A new password", Actor.PERSON, Target.PERSON),
  LOCK("user.account.lock", 1, "An account is locked", Actor.SYSTEM, Target.PERSON),
  JOIN_GROUP(
      "group.user_membership.add", 6, "A new member", Actor.ADMIN, Target.PERSON, Target.GROUP),
  LEAVE_GROUP(
      "group.user_membership.remove",
      3,
      "One member less",
      Actor.ADMIN,
      Target.PERSON,
      Target.GROUP),
  GET_APP(
      "application.user_membership.add",
      4,
      "An app is given",
      Actor.ADMIN,
      Target.PERSON,
      Target.APP),
  LOSE_APP(
      "application.user_membership.remove",
      2,
      "An app is taken away",
      Actor.ADMIN,
      Target.PERSON,
      Target.APP),
  ENROL("user.mfa.factor.activate", 2, "A factor is enrolled", Actor.PERSON, Target.PERSON),
  /** No hook can have it, nor the next. */
  CHECK_POLICY("policy.evaluate_sign_on", 8, "A policy is applied", Actor.PERSON, Target.APP),
  OPEN_CONSOLE(
      "user.session.access_admin_app", 1, "The console is opened", Actor.ADMIN, Target.APP);

  private final String eventType;
  private final int weight;
  private final String message;
  private final Actor actor;
  private final List<Target> targets;

  EventKind(String eventType, int weight, String message, Actor actor, Target... targets) {
    this.eventType = eventType;
    this.weight = weight;
    this.message = message;
    this.actor = actor;
    this.targets = List.of(targets);
  }

  String eventType() {
    return eventType;
  }

  /** How often it happens, beside the others. */
  int weight() {
    return weight;
  }

  String message() {
    return message;
  }

  Actor actor() {
    return actor;
  }

  List<Target> targets() {
    return targets;
  }

  /** Whether it can also go wrong. */
  boolean isAnAttempt() {
    return this == SIGN_IN || this == SECOND_FACTOR || this == CHANGE_PASSWORD;
  }

  enum Actor {
    PERSON,
    ADMIN,
    SYSTEM
  }

  enum Target {
    PERSON,
    CHANGED_PERSON,
    GROUP,
    APP
  }
}
