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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * A database with our tables, for what needs one and no server. In place of the server's
 * transactions it has its own, one at a time in a thread; outside of them each statement commits.
 */
public class PlainDatabase extends Database implements AutoCloseable {

  private final DataSource plain;
  private final boolean embedded;
  private final EntityManagerFactory factory;
  private final ThreadLocal<Connection> transaction = new ThreadLocal<>();
  private volatile String lastStatement = "";

  PlainDatabase(DataSource plain, boolean embedded) throws SQLException {
    this.plain = plain;
    this.embedded = embedded;
    Migrations.run(plain);
    factory =
        Persistence.createEntityManagerFactory(
            "catchment",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource", dataSource(),
                "hibernate.transaction.coordinator_class", "jdbc",
                "hibernate.session_factory.statement_inspector", (StatementInspector) this::note,
                "hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_HOLD",
                "hibernate.allow_update_outside_transaction", "true"));
  }

  private String note(String sql) {
    lastStatement = sql;
    return sql;
  }

  /** How the database does the last statement that was made of a query, with its parameters. */
  public String explainLast(Object... parameters) throws SQLException {
    List<String> plan = new ArrayList<>();
    try (Connection connection = plain.getConnection();
        PreparedStatement statement = connection.prepareStatement("explain " + lastStatement)) {
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] instanceof Object[] values) {
          String type = values instanceof Long[] ? "bigint" : "varchar";
          statement.setArray(i + 1, connection.createArrayOf(type, values));
        } else {
          statement.setObject(i + 1, parameters[i]);
        }
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          plan.add(rows.getString(1));
        }
      }
    }
    return String.join("\n", plan);
  }

  /** Does something as one transaction, as a server would. */
  public <T> T inTransaction(Callable<T> work) throws Exception {
    try (Connection connection = plain.getConnection()) {
      connection.setAutoCommit(false);
      transaction.set(connection);
      T result = work.call();
      connection.commit();
      return result;
    } finally {
      transaction.remove();
    }
  }

  /** Writers that write in a transaction. */
  public Writers writers() {
    Writers writers =
        new Writers() {
          @Override
          public <T> T write(Callable<T> work) throws Exception {
            return super.write(() -> inTransaction(work));
          }
        };
    writers.database = this;
    return writers;
  }

  public void update(String sql, Object... values) throws SQLException {
    try (Connection connection = plain.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  /** The rows {@code i} from 1 to the last one, for a statement's {@code from}. */
  public String numbersTo(int last) {
    return embedded
        ? "system_range(1, %d) as n(i)".formatted(last)
        : "generate_series(1, %d) n(i)".formatted(last);
  }

  public long count(String from) throws SQLException {
    try (Connection connection = plain.getConnection();
        PreparedStatement statement = connection.prepareStatement("select count(*) from " + from);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public boolean isEmbedded() {
    return embedded;
  }

  /** The same database, for who has transactions of his own. */
  public DataSource plain() {
    return plain;
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
  public void close() throws Exception {
    factory.close();
  }

  private DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            PlainDatabase.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                method.getName().equals("getConnection") && transaction.get() != null
                    ? keptOpen(transaction.get())
                    : call(plain, method, arguments));
  }

  /** The transaction ends it, and nobody else. */
  private static Connection keptOpen(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            PlainDatabase.class.getClassLoader(),
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
