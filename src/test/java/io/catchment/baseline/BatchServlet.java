package io.catchment.baseline;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * Writes {@link Batches} by plain batched JDBC, and answers how many seconds it took: the same rows
 * in tables of the same shape, with the same indexes, without reading any JSON meanwhile or asking
 * whether an event is there.
 *
 * <p>Only on PostgreSQL, whose {@code create table … (like …)} copies the shape.
 */
@WebServlet("/batch")
public class BatchServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final int TRANSACTION = 200;

  @Resource(lookup = "java:comp/env/jdbc/Catchment")
  transient DataSource dataSource;

  @Resource transient ManagedExecutorService executor;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Batches batches = Batches.read(request);
    try {
      createTables();
      long start = System.nanoTime();
      write(batches);
      response.getWriter().print((System.nanoTime() - start) / 1e9);
    } catch (SQLException | ExecutionException e) {
      throw new ServletException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServletException(e);
    }
  }

  private void createTables() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("delivery", "event", "event_target", "outbox")) {
        statement.execute("drop table if exists baseline_" + table);
        statement.execute("create table baseline_" + table + " (like " + table + " including all)");
      }
    }
  }

  private void write(Batches batches) throws InterruptedException, ExecutionException {
    List<Callable<Void>> parts = new ArrayList<>();
    for (int i = 0; i < batches.threads(); i++) {
      long first = (long) batches.events() * i / batches.threads();
      long end = (long) batches.events() * (i + 1) / batches.threads();
      parts.add(() -> writePart(first, end, batches));
    }
    for (Future<Void> part : executor.invokeAll(parts)) {
      part.get();
    }
  }

  private Void writePart(long first, long end, Batches batches) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Rows rows = new Rows(connection, batches)) {
        for (long id = first; id < end; id++) {
          rows.add(id);
          if ((id - first) % TRANSACTION == TRANSACTION - 1 || id == end - 1) {
            rows.send();
            connection.commit();
          }
        }
      } finally {
        connection.setAutoCommit(true);
      }
    }
    return null;
  }
}
