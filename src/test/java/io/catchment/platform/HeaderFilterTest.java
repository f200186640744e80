package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderFilterTest {

  @Test
  void doFilter_page_mayUseNothingOfOthers() throws Exception {
    Map<String, String> headers = headers("/index.html");

    assertThat(headers)
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "same-origin")
        .containsEntry("Cross-Origin-Opener-Policy", "same-origin");
    assertThat(headers.get("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .endsWith("frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "https:", "*");
  }

  @Test
  void doFilter_hook_isAsShortAsItWas() throws Exception {
    assertThat(headers("/hooks")).isEmpty();
  }

  private static Map<String, String> headers(String servletPath) throws Exception {
    Map<String, String> headers = new HashMap<>();
    HttpServletRequest request =
        proxy(HttpServletRequest.class, (self, method, values) -> servletPath);
    HttpServletResponse response =
        proxy(
            HttpServletResponse.class,
            (self, method, values) -> headers.put((String) values[0], (String) values[1]));
    new HeaderFilter().doFilter(request, response, (passedOn, to) -> {});
    return headers;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
