package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessFilterTest {

  private final Map<String, String> headers = new HashMap<>();
  private final List<String> kept = new ArrayList<>();
  private final AccessFilter filter = new AccessFilter();

  @BeforeEach
  void wire() {
    filter.access = new Open();
  }

  @Test
  void doFilter_answer_isKeptByNobodyUnlessWhatAnswersSaysSo() throws Exception {
    FilterChain chain =
        (request, response) -> {
          kept.add(headers.get("Cache-Control"));
          ((HttpServletResponse) response).setHeader("Cache-Control", "no-cache");
        };

    filter.doFilter(request(), response(), chain);

    assertThat(kept).containsExactly("no-store");
    assertThat(headers).containsEntry("Cache-Control", "no-cache");
  }

  private static HttpServletRequest request() {
    return proxy(HttpServletRequest.class, (self, method, values) -> null);
  }

  private HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (self, method, values) -> headers.put((String) values[0], (String) values[1]));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Lets everybody in. */
  private static final class Open extends Access {

    @Override
    public void leavingNoSession(HttpServletRequest request, Step step)
        throws IOException, ServletException {
      step.run();
    }

    @Override
    public HttpServletRequest identify(HttpServletRequest request) {
      return request;
    }

    @Override
    public Optional<Refusal> findRefusal(HttpServletRequest identified) {
      return Optional.empty();
    }
  }
}
