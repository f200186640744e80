package io.catchment.probe;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers the messages that were heard for the event that {@code uuid} names, or only the
 * correlation ids of those that begin with {@code prefix}.
 */
@WebServlet("/topic")
public class TopicServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Heard heard;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonArrayBuilder answer = Json.createArrayBuilder();
    String prefix = request.getParameter("prefix");
    if (prefix == null) {
      heard.withCorrelationId(request.getParameter("uuid")).forEach(answer::add);
    } else {
      heard
          .correlationIds(prefix)
          .forEach(id -> answer.add(Json.createObjectBuilder().add("JMSCorrelationID", id)));
    }
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(answer.build().toString());
  }
}
