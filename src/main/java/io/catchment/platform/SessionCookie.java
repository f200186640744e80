package io.catchment.platform;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.Set;

/**
 * Says of the session's cookie what it is for: not for scripts, and not for requests that another
 * site has made, but for links that lead here. Never is a session told by an address. It ends after
 * eight hours in which nobody used it; {@link Sessions} sees to it that it does not last for ever.
 *
 * <p>The cookie is secure if it is set over HTTPS: Payara does so by itself, WildFly by {@code
 * undertow-handlers.conf}. Payara is told {@code SameSite} by {@code glassfish-web.xml} only.
 */
@WebListener
public class SessionCookie implements ServletContextListener {

  private static final Duration IDLE = Duration.ofHours(8);

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    SessionCookieConfig cookie = context.getSessionCookieConfig();
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
    context.setSessionTimeout((int) IDLE.toMinutes());
  }
}
