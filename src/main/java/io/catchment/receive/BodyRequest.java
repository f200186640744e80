package io.catchment.receive;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A request whose body {@link BodyFilter} has read, and who comes after it can read as if it had
 * not.
 */
final class BodyRequest extends HttpServletRequestWrapper {

  private ServletInputStream bytes;

  BodyRequest(HttpServletRequest request) {
    super(request);
  }

  /** The same stream each time: Jersey asks for it before every read. */
  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (bytes == null && getAttribute(BodyFilter.BODY) instanceof Body body) {
      bytes = new Bytes(body.bytes());
    }
    return bytes == null ? super.getInputStream() : bytes;
  }

  /** Bytes that are all there. */
  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Bytes(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("The body is read already.");
    }
  }
}
