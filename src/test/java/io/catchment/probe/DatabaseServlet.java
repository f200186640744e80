package io.catchment.probe;

import jakarta.annotation.Resource;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Locale;
import javax.sql.DataSource;

/** Runs the statement in the body and answers its rows, if any, as JSON; bytes come in Base64. */
@WebServlet("/database")
public class DatabaseServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Resource(name = "jdbc/Catchment")
  transient DataSource dataSource;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String query = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      JsonArrayBuilder answer = Json.createArrayBuilder();
      if (statement.execute(query)) {
        addRows(answer, statement);
      }
      response.getWriter().write(answer.build().toString());
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static void addRows(JsonArrayBuilder answer, Statement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        answer.add(row(rows));
      }
    }
  }

  private static JsonObjectBuilder row(ResultSet rows) throws SQLException {
    JsonObjectBuilder row = Json.createObjectBuilder();
    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
      String name = rows.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT);
      String value = name.equals("body") ? base64(rows.getBytes(column)) : rows.getString(column);
      if (value == null) {
        row.addNull(name);
      } else {
        row.add(name, value);
      }
    }
    return row;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
