package io.catchment.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class DescriptionResourceTest {

  private final DescriptionResource resource = new DescriptionResource();

  @Test
  void show_first_isTheWholeWithItsHash() throws IOException {
    Response answer = show((self, method, values) -> null);

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat((byte[]) answer.getEntity()).isEqualTo(file());
    assertThat(answer.getEntityTag().getValue()).matches("[0-9a-f]{64}");
    assertThat(answer.getEntityTag().isWeak()).isFalse();
    assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("private, no-cache");
  }

  @Test
  void show_toWhoHasIt_isNotSentAgain() {
    EntityTag tag = show((self, method, values) -> null).getEntityTag();

    Response answer =
        show(
            (self, method, values) ->
                values[0].equals(tag) ? Response.notModified((EntityTag) values[0]) : null);

    assertThat(answer.getStatus()).isEqualTo(304);
    assertThat(answer.hasEntity()).isFalse();
    assertThat(answer.getEntityTag()).isEqualTo(tag);
    assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("private, no-cache");
  }

  private Response show(InvocationHandler preconditions) {
    return resource.show(
        (Request)
            Proxy.newProxyInstance(
                Request.class.getClassLoader(), new Class<?>[] {Request.class}, preconditions));
  }

  private static byte[] file() throws IOException {
    try (InputStream in = DescriptionResource.class.getResourceAsStream("openapi.json")) {
      return in.readAllBytes();
    }
  }
}
