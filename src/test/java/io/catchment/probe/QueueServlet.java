package io.catchment.probe;

import jakarta.annotation.Resource;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Puts the body on the queue of deliveries: as a text message, where no text message belongs, or,
 * if it is {@code application/octet-stream}, as the bytes of as many deliveries as the header
 * {@code X-Deliveries} says. Shows what waits in the queue with the JNDI name that {@code name}
 * gives; without one, how many messages wait in the queue of deliveries.
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
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session.createProducer(queue).send(message(session, request));
    } catch (JMSException e) {
      throw new IOException(e);
    }
  }

  private static Message message(Session session, HttpServletRequest request)
      throws JMSException, IOException {
    byte[] body = request.getInputStream().readAllBytes();
    if (!"application/octet-stream".equals(request.getContentType())) {
      return session.createTextMessage(new String(body, StandardCharsets.UTF_8));
    }
    BytesMessage message = session.createBytesMessage();
    message.setIntProperty("catchmentDeliveries", request.getIntHeader("X-Deliveries"));
    message.writeBytes(body);
    return message;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getParameter("name");
    if (name == null) {
      count(response);
    } else {
      list(name, response);
    }
  }

  private void count(HttpServletResponse response) throws IOException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(queue)) {
      connection.start();
      response.getWriter().print(Collections.list(browser.getEnumeration()).size());
    } catch (JMSException e) {
      throw new IOException(e);
    }
  }

  @SuppressWarnings("BanJNDI") // The name is the test's.
  private void list(String name, HttpServletResponse response) throws IOException {
    JsonArrayBuilder answer = Json.createArrayBuilder();
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      Queue browsed = InitialContext.doLookup(name);
      Enumeration<?> messages = session.createBrowser(browsed).getEnumeration();
      while (messages.hasMoreElements()) {
        Message message = (Message) messages.nextElement();
        answer.add(
            Json.createObjectBuilder().add("JMSCorrelationID", message.getJMSCorrelationID()));
      }
    } catch (JMSException | NamingException e) {
      throw new IOException(e);
    }
    response.setContentType("application/json");
    response.getWriter().write(answer.build().toString());
  }
}
