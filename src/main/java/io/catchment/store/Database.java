package io.catchment.store;

import io.catchment.platform.Outage;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The database: opened when the application is deployed, or later if it is away then.
 *
 * <p>To open it is to migrate it to this version and to let Hibernate look at it. The container
 * would do the latter itself, but only once, and fail the deployment if nobody answers; here
 * deliveries go to the queue meanwhile, and are stored when the database is there. A migration that
 * fails although the database answers does fail the deployment.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Database {

  private static final long RETRY_SECONDS = 2;

  @Resource(lookup = "java:comp/env/jdbc/Catchment")
  DataSource dataSource;

  @Resource ManagedScheduledExecutorService executor;

  private final Outage outage =
      new Outage(
          Database.class,
          "The database is away since the application was deployed, deliveries wait in the queue",
          "The database is there");
  private volatile EntityManagerFactory factory;
  private ScheduledFuture<?> attempts;

  @PostConstruct
  void start() {
    try {
      open();
    } catch (SQLException e) {
      outage.report(e);
      attempts =
          executor.scheduleWithFixedDelay(
              this::openAtLast, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  @PreDestroy
  void stop() {
    if (attempts != null) {
      attempts.cancel(true);
    }
    if (factory != null) {
      factory.close();
    }
  }

  /** Whether the database has been opened; it may be away again since. */
  public boolean isOpen() {
    return factory != null;
  }

  /**
   * Hibernate, for this database.
   *
   * @throws DatabaseAwayException if the database has not been opened yet
   */
  public EntityManagerFactory entityManagers() {
    EntityManagerFactory opened = factory;
    if (opened == null) {
      throw new DatabaseAwayException();
    }
    return opened;
  }

  /**
   * Returns if the database answers.
   *
   * @throws SQLException if it does not
   */
  public void check(int timeoutSeconds) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.isValid(timeoutSeconds)) {
        throw new SQLException("The database does not answer within " + timeoutSeconds + " s.");
      }
    }
  }

  private void open() throws SQLException {
    Migrations.run(dataSource);
    factory =
        Persistence.createEntityManagerFactory(
            "catchment", Map.of("jakarta.persistence.jtaDataSource", dataSource));
  }

  private void openAtLast() {
    try {
      open();
      outage.end();
      attempts.cancel(false);
    } catch (SQLException | RuntimeException e) {
      // Thrown on, it would end the attempts for good.
      outage.report(e);
    }
  }
}
