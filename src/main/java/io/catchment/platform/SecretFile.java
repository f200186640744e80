package io.catchment.platform;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * Secrets in a file, one a line; empty lines are passed over. Read again when the file changes, so
 * that a rotation needs no restart. If it cannot be read, or is empty, the last good values stay.
 */
final class SecretFile implements Secrets {

  private static final Logger LOG = System.getLogger(SecretFile.class.getName());

  private final Path file;
  private final Outage outage;
  private List<String> values;
  private FileTime modifiedAt;
  private long size;

  private SecretFile(Path file) {
    this.file = file;
    this.outage =
        new Outage(
            SecretFile.class,
            "The last secrets stay in force, " + file + " cannot be read",
            "The secrets in " + file + " can be read again");
  }

  /**
   * Opens the file for the first time.
   *
   * @throws IOException if it cannot be read or holds no secret; the message says so
   */
  static SecretFile open(Path file) throws IOException {
    SecretFile secrets = new SecretFile(file);
    secrets.read();
    return secrets;
  }

  @Override
  public synchronized List<String> current() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (!now.lastModifiedTime().equals(modifiedAt) || now.size() != size) {
        read();
        LOG.log(Level.INFO, "Read changed secrets from {0}", file);
      }
      outage.end();
    } catch (IOException e) {
      outage.report(e);
    }
    return values;
  }

  private void read() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    List<String> read =
        Files.readAllLines(file).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
    modifiedAt = attributes.lastModifiedTime();
    size = attributes.size();
    if (read.isEmpty()) {
      throw new IOException("the file holds no secret");
    }
    values = read;
  }
}
