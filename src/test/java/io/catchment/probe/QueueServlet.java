package io.catchment.probe;

import jakarta.annotation.Resource;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Puts the body on the queue of deliveries: as a text message, where no text message belongs, or,
 * if it is {@code application/octet-stream}, as the bytes of as many deliveries as the header
 * {@code X-Deliveries} says. Says how many messages wait there. Takes all messages out of the queue
 * with the JNDI name that {@code name} gives, and shows them.
 */
@WebServlet("/queue")
public class QueueServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** In milliseconds. */
  private static final long WAIT_FOR_EXPECTED = 10_000;

  private static final long WAIT_FOR_MORE = 500;

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

  /** Counts with a browser, which may end too early: see {@link #doDelete}. */
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

  /**
   * Takes instead of browsing. A browser of Artemis asks without waiting, and if its question
   * overtakes the credits that another thread sends, it hears that there is nothing more: of 480
   * messages it showed 155.
   */
  @SuppressWarnings("BanJNDI") // The name is the test's.
  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int atLeast = Integer.parseInt(request.getParameter("atLeast"));
    JsonArrayBuilder answer = Json.createArrayBuilder();
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      Queue taken = InitialContext.doLookup(request.getParameter("name"));
      MessageConsumer consumer = session.createConsumer(taken);
      for (Message message : take(consumer, atLeast)) {
        answer.add(
            Json.createObjectBuilder().add("JMSCorrelationID", message.getJMSCorrelationID()));
      }
    } catch (JMSException | NamingException e) {
      throw new IOException(e);
    }
    response.setContentType("application/json");
    response.getWriter().write(answer.build().toString());
  }

  private static List<Message> take(MessageConsumer consumer, int atLeast) throws JMSException {
    List<Message> taken = new ArrayList<>();
    Message next;
    do {
      next = consumer.receive(taken.size() < atLeast ? WAIT_FOR_EXPECTED : WAIT_FOR_MORE);
      if (next != null) {
        taken.add(next);
      }
    } while (next != null);
    return taken;
  }
}
