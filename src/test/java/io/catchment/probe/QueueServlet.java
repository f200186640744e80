package io.catchment.probe;

import jakarta.annotation.Resource;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/**
 * Puts the body as a text message on the queue of deliveries, where no text message belongs; and
 * answers how many messages wait there.
 */
@WebServlet("/queue")
public class QueueServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Resource(name = "jms/CatchmentConnectionFactory")
  transient ConnectionFactory factory;

  @Resource(name = "jms/CatchmentDeliveries")
  transient Queue queue;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String text = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session.createProducer(queue).send(session.createTextMessage(text));
    } catch (JMSException e) {
      throw new IOException(e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(queue)) {
      connection.start();
      response.getWriter().print(Collections.list(browser.getEnumeration()).size());
    } catch (JMSException e) {
      throw new IOException(e);
    }
  }
}
