package io.catchment.platform;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What answers below {@code /catchment/health}. */
@ApplicationPath("health")
public class HealthApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(HealthResource.class, ProblemMapper.class);
  }
}
