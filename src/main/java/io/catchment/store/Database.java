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
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

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
  private volatile boolean embedded;
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
   * Whether it is H2, inside this server: no other node uses it then, and transactions that write
   * must follow one another, see {@link Writers}.
   */
  public boolean isEmbedded() {
    return embedded;
  }

  /**
   * Opens an entity manager that is part of the caller's transaction; to be closed by the caller.
   *
   * @throws DatabaseAwayException if the database has not been opened yet
   */
  public EntityManager openEntityManager() {
    return require().createEntityManager();
  }

  /**
   * The same without a persistence context, for what is only written.
   *
   * @throws DatabaseAwayException if the database has not been opened yet
   */
  public StatelessSession openStatelessSession() {
    return require().unwrap(SessionFactory.class).openStatelessSession();
  }

  private EntityManagerFactory require() {
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
    embedded = Migrations.isForH2(dataSource);
    Migrations.run(dataSource);
    factory =
        Persistence.createEntityManagerFactory(
            "catchment", Map.of("jakarta.persistence.jtaDataSource", transactionalDataSource()));
  }

  /**
   * The data source whose connections take part in the transaction of the thread.
   *
   * <p>On Payara those of an ordinary one take part in the transaction of the component that the
   * container called, which is not the one that {@code @Transactional} has begun since. Under the
   * name with {@code __pm} Payara keeps the one that it gives to its own persistence units.
   */
  @SuppressWarnings("BanJNDI") // The name is a constant.
  private DataSource transactionalDataSource() throws SQLException {
    if (!ServerTransactions.areOfPayara()) {
      return dataSource;
    }
    try {
      return InitialContext.doLookup("jdbc/Catchment__pm");
    } catch (NamingException e) {
      throw new SQLException("The data source must have the JNDI name jdbc/Catchment.", e);
    }
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
