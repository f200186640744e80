package io.catchment.audit;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/**
 * What an {@link Audited} method knows of this call beside its address and its answer. Not for more
 * than one thread.
 */
@RequestScoped
public class AuditNote {

  private String who;
  private String org;
  private String about;
  private String detail;
  private boolean skipped;

  /** Who it is, where the call itself tells. */
  public void who(String name) {
    who = name;
  }

  /** The alias of the org that it is about, if the address does not name it. */
  public void org(String alias) {
    org = alias;
  }

  /** What it is about, if the address does not tell. */
  public void about(String thing) {
    about = thing;
  }

  /** What happened, as a sentence; never a secret. */
  public void detail(String sentence) {
    detail = sentence;
  }

  /** This call is nobody's business but the caller's, as far as is known yet. */
  public void skip() {
    skipped = true;
  }

  /** It is after all. */
  public void keep() {
    skipped = false;
  }

  Optional<String> who() {
    return Optional.ofNullable(who);
  }

  Optional<String> org() {
    return Optional.ofNullable(org);
  }

  Optional<String> about() {
    return Optional.ofNullable(about);
  }

  Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  boolean isSkipped() {
    return skipped;
  }
}
