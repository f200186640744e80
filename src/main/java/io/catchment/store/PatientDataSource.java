package io.catchment.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Connections without the time-outs that a pool's have: for what takes as long as there is data,
 * such as to make an index, and says nothing meanwhile. They are given back as they were.
 */
final class PatientDataSource {

  private PatientDataSource() {}

  static DataSource of(DataSource pool) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = call(pool, method, arguments);
          return result instanceof Connection connection ? patient(connection) : result;
        });
  }

  private static Connection patient(Connection connection) throws SQLException {
    int timeout = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, 0);
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("close") && !connection.isClosed()) {
            connection.setNetworkTimeout(Runnable::run, timeout);
          }
          Object result = call(connection, method, arguments);
          if (result instanceof Statement statement) {
            statement.setQueryTimeout(0);
          }
          return result;
        });
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            PatientDataSource.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.of(method, arguments)));
  }

  private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private interface Call {
    Object of(Method method, Object[] arguments) throws Throwable;
  }
}
