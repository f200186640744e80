package io.catchment.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextLinkTest {

  private static final URI BASE = URI.create("https://acme.okta.com");
  private static final String PAGE = "https://acme.okta.com/api/v1/logs?after=1,2;3";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<%s>; rel=\"next\"",
        "<%s>;rel=next",
        "<%s> ; title=\"a, <b>; rel=\\\"\" ; REL=\"Next\"",
        "<%s>; rel=\"last next\"; x",
        "<https://acme.okta.com/api/v1/logs>; rel=\"self\",<%s>; rel=\"next\"",
        "<%s>; rel=\"next\", <https://acme.okta.com/api/v1/logs>; rel=\"self\"",
      })
  void find_next(String header) throws Exception {
    assertThat(NextLink.find(Optional.of(header.replace("%s", PAGE)), BASE))
        .contains(URI.create(PAGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<%s>; rel=\"self\"",
        "<%s>; rel=\"nextone\"",
        "<%s>; title=\"next\"",
        "<%s>",
        "%s; rel=\"next\"",
        "<<<<<",
      })
  void find_noNext(String header) throws Exception {
    assertThat(NextLink.find(Optional.of(header.replace("%s", PAGE)), BASE)).isEmpty();
    assertThat(NextLink.find(Optional.empty(), BASE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://acme.okta.com/api/v1/logs",
        "https://acme.okta.com.evil.example/api/v1/logs",
        "https://acme.okta.com@evil.example/api/v1/logs",
        "https://ann@acme.okta.com/api/v1/logs",
        "https://acme.okta.com:8443/api/v1/logs",
        "https://acme.okta.com/login",
        "//acme.okta.com/api/v1/logs",
        "/api/v1/logs",
        "mailto:acme.okta.com",
        "",
        "https://acme.okta.com/api/v1/logs?a b",
      })
  void find_foreignNext(String page) {
    assertThatExceptionOfType(OktaMalformedException.class)
        .isThrownBy(() -> NextLink.find(Optional.of("<" + page + ">; rel=\"next\""), BASE))
        .withMessageContaining("not on https://acme.okta.com");
  }

  @Test
  void isOwn_samePortWrittenOtherwise() {
    assertThat(NextLink.isOwn(URI.create("HTTPS://ACME.okta.com:443/api/v1/logs"), BASE)).isTrue();
  }
}
