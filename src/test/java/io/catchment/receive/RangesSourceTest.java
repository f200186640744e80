package io.catchment.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RangesSourceTest {

  @TempDir Path directory;

  static List<Supplier<ClientBuilder>> clients() {
    return List.of(JerseyClientBuilder::new, ResteasyClientBuilderImpl::new);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void fetch_fromTheWeb_isTheFile(Supplier<ClientBuilder> clients) throws IOException {
    try (RangesServer server = new RangesServer()) {
      server.serve(200, "{\"Zoë\":1}");

      RangesSource source = new RangesSource(server.address(), clients);

      assertThat(source.isFile()).isFalse();
      assertThat(source.fetch()).isEqualTo("{\"Zoë\":1}");
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void fetch_whatIsElsewhereNow_isNotFollowed(Supplier<ClientBuilder> clients) throws IOException {
    try (RangesServer server = new RangesServer()) {
      server.serve(302, "{}");

      assertThatThrownBy(() -> new RangesSource(server.address(), clients).fetch())
          .isInstanceOf(IOException.class)
          .hasMessage("The source answered 302.");
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void fetch_refused_saysTheStatusAndNotTheAddress(Supplier<ClientBuilder> clients)
      throws IOException {
    try (RangesServer server = new RangesServer()) {
      server.serve(403, "no");
      URI address = URI.create(server.address() + "?signature=s3cret");

      assertThatThrownBy(() -> new RangesSource(address, clients).fetch())
          .isInstanceOf(IOException.class)
          .hasMessage("The source answered 403.");
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void fetch_emptyOrTooLarge_isEmptyOrRefused(Supplier<ClientBuilder> clients) throws IOException {
    try (RangesServer server = new RangesServer()) {
      RangesSource source = new RangesSource(server.address(), clients);
      assertThat(source.fetch()).isEmpty();

      server.serve(200, " ".repeat(4 * 1024 * 1024 + 1));

      assertThatThrownBy(source::fetch)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("larger than 4194304 bytes");
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void fetch_whenNobodyListens_fails(Supplier<ClientBuilder> clients) throws IOException {
    RangesServer server = new RangesServer();
    RangesSource source = new RangesSource(server.address(), clients);
    server.close();

    assertThatThrownBy(source::fetch).isInstanceOf(ProcessingException.class);
  }

  @Test
  void fetch_fromAFile() throws IOException {
    Path file = directory.resolve("ranges.json");
    RangesSource source = new RangesSource(file.toUri(), JerseyClientBuilder::new);
    assertThat(source.isFile()).isTrue();
    assertThatThrownBy(source::fetch)
        .isInstanceOf(IOException.class)
        .hasMessage("There is no file " + file + ".");

    Files.writeString(file, "{}");

    assertThat(source.fetch()).isEqualTo("{}");
  }
}
