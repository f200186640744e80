package io.catchment.baseline;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What answers below {@code /baseline/rest}. */
@ApplicationPath("rest")
public class BaselineApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(NoOpResource.class);
  }
}
