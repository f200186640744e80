package io.catchment.console;

import io.catchment.platform.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page, as it is sent.
 *
 * @param type its media type
 * @param bytes what it holds
 * @param zipped the same in gzip
 * @param hash which changes with it
 */
record PageFile(String type, byte[] bytes, byte[] zipped, String hash) {

  /** Servers do not agree on these. */
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  private static final int HASH_LENGTH = 32;

  /** The media type of a file by its name; empty if it is none of the page. */
  static Optional<String> findType(String path) {
    return Optional.ofNullable(TYPES.get(path.substring(path.lastIndexOf('.') + 1)));
  }

  static PageFile of(String type, byte[] bytes) {
    return new PageFile(type, bytes, zip(bytes), hash(bytes));
  }

  /** What stands for these bytes in a tag or an address, in hexadecimal digits. */
  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.of(bytes)).substring(0, HASH_LENGTH);
  }

  private static byte[] zip(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length);
    try (GZIPOutputStream stream = new GZIPOutputStream(zipped)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  /** Its entity tag: another one for what is zipped, for these are other bytes. */
  String tag(boolean inGzip) {
    return '"' + hash + (inGzip ? "-gzip" : "") + '"';
  }
}
