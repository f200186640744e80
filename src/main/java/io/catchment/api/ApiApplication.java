package io.catchment.api;

import io.catchment.audit.AuditFilter;
import io.catchment.audit.AuditResource;
import io.catchment.console.OrgsResource;
import io.catchment.console.OverviewResource;
import io.catchment.console.SessionResource;
import io.catchment.console.ViewsResource;
import io.catchment.deadletter.DeadLetterResource;
import io.catchment.hooks.RegistrationResource;
import io.catchment.publish.SubscriptionsResource;
import io.catchment.reconcile.ReconciliationResource;
import io.catchment.search.EventResource;
import io.catchment.search.ExportResource;
import io.catchment.search.LiveResource;
import io.catchment.search.LogsResource;
import io.catchment.search.StatisticsResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What answers below {@code /catchment/api}. */
@ApplicationPath("api")
public class ApiApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        RegistrationResource.class,
        ReconciliationResource.class,
        EventResource.class,
        DeadLetterResource.class,
        LogsResource.class,
        StatisticsResource.class,
        ExportResource.class,
        LiveResource.class,
        OrgsResource.class,
        SubscriptionsResource.class,
        OverviewResource.class,
        SessionResource.class,
        ViewsResource.class,
        AuditResource.class,
        AuditFilter.class,
        DescriptionResource.class,
        ApiProblemMapper.class);
  }
}
