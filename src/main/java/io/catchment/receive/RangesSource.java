package io.catchment.receive;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where the file of Okta's addresses is fetched: a web address, or a file of this machine. No
 * redirect is followed. The address may hold a secret, and is in no message.
 */
final class RangesSource {

  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int TIMEOUT_SECONDS = 20;

  private final URI address;
  private final Supplier<ClientBuilder> clients;

  RangesSource(URI address, Supplier<ClientBuilder> clients) {
    this.address = address;
    this.clients = clients;
  }

  boolean isFile() {
    return "file".equals(address.getScheme());
  }

  /**
   * The text of the file.
   *
   * @throws IOException if there is none, or it is larger than 4 MiB
   * @throws jakarta.ws.rs.ProcessingException if nobody answers in time
   */
  String fetch() throws IOException {
    return isFile() ? readFile(Path.of(address)) : download();
  }

  private static String readFile(Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path)) {
      return read(file);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + path + ".", e);
    }
  }

  /** Jersey follows redirects unless told not to; others pass the property over. */
  private String download() throws IOException {
    Client client =
        clients
            .get()
            .connectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .readTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .property("jersey.config.client.followRedirects", false)
            .build();
    try (Response response = client.target(address).request().get()) {
      if (response.getStatus() != 200) {
        throw new IOException("The source answered " + response.getStatus() + ".");
      }
      return response.getEntity() instanceof InputStream stream ? read(stream) : "";
    } finally {
      client.close();
    }
  }

  private static String read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("The file is larger than " + MAX_BYTES + " bytes.");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
