package io.catchment.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * H2 in memory with our tables, for what needs a database and no server. In place of the server's
 * transactions it has its own; outside of them each statement commits.
 */
final class MemoryDatabase extends Database implements AutoCloseable {

  private final JdbcDataSource h2 = new JdbcDataSource();
  private final EntityManagerFactory factory;
  private Connection transaction;

  MemoryDatabase() throws SQLException {
    h2.setUrl(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";DB_CLOSE_DELAY=-1");
    Migrations.run(h2);
    factory =
        Persistence.createEntityManagerFactory(
            "catchment",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource", dataSource(),
                "hibernate.transaction.coordinator_class", "jdbc",
                "hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_HOLD",
                "hibernate.allow_update_outside_transaction", "true"));
  }

  /** Does something as one transaction, as a server would. */
  <T> T inTransaction(Callable<T> work) throws Exception {
    try (Connection connection = h2.getConnection()) {
      connection.setAutoCommit(false);
      transaction = connection;
      T result = work.call();
      connection.commit();
      return result;
    } finally {
      transaction = null;
    }
  }

  /** Writers that write in a transaction. */
  Writers writers() {
    return new Writers() {
      @Override
      public <T> T write(Callable<T> work) throws Exception {
        return inTransaction(work);
      }
    };
  }

  void update(String sql, Object... values) throws SQLException {
    try (Connection connection = h2.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  long count(String from) throws SQLException {
    try (Connection connection = h2.getConnection();
        PreparedStatement statement = connection.prepareStatement("select count(*) from " + from);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public boolean isEmbedded() {
    return true;
  }

  @Override
  public EntityManager openEntityManager() {
    return factory.createEntityManager();
  }

  @Override
  public StatelessSession openStatelessSession() {
    return factory.unwrap(SessionFactory.class).openStatelessSession();
  }

  @Override
  public void close() throws SQLException {
    factory.close();
    update("shutdown");
  }

  private DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            MemoryDatabase.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                method.getName().equals("getConnection") && transaction != null
                    ? keptOpen(transaction)
                    : call(h2, method, arguments));
  }

  /** The transaction ends it, and nobody else. */
  private static Connection keptOpen(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            MemoryDatabase.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("close") ? null : call(connection, method, arguments));
  }

  private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
