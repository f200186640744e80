package io.catchment.probe;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers the messages that were heard for the event that {@code uuid} names; those uuids of a
 * posted list, one a line, for which nothing was heard; and forgets what was heard.
 */
@WebServlet("/topic")
public class TopicServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Heard heard;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonArrayBuilder messages = Json.createArrayBuilder();
    heard.withCorrelationId(request.getParameter("uuid")).forEach(messages::add);
    answer(response, messages);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String list = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    JsonArrayBuilder missing = Json.createArrayBuilder();
    heard.missing(list.lines().toList()).forEach(missing::add);
    answer(response, missing);
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    heard.forget();
  }

  private static void answer(HttpServletResponse response, JsonArrayBuilder array)
      throws IOException {
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(array.build().toString());
  }
}
