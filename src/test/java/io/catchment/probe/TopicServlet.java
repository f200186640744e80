package io.catchment.probe;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers the messages that were heard for the event that {@code uuid} names. */
@WebServlet("/topic")
public class TopicServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Heard heard;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonArrayBuilder answer = Json.createArrayBuilder();
    heard.withCorrelationId(request.getParameter("uuid")).forEach(answer::add);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(answer.build().toString());
  }
}
