package io.catchment.receive;

import io.catchment.platform.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What answers below {@code /catchment/hooks}. */
@ApplicationPath("hooks")
public class HooksApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(HookResource.class, AddressFilter.class, SecretFilter.class, ProblemMapper.class);
  }
}
