package io.catchment.platform;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reads the settings when the application is deployed, and says in the log what it found. */
@Singleton
@Startup
public class Announcement {

  private static final Logger LOG = System.getLogger(Announcement.class.getName());

  @Inject Settings settings;

  @PostConstruct
  void announce() {
    if (settings.orgs().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "No Okta org is configured, so every delivery is refused. Set catchment.orgs to an alias"
              + " such as acme, and catchment.org.acme.secrets-file to a file with the secret.");
      return;
    }
    LOG.log(
        Level.INFO,
        "Receiving event hooks of {0} at /catchment/hooks/<org>",
        String.join(", ", settings.orgs().keySet()));
  }
}
