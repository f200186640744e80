package io.catchment.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of some megabytes that can be filled to the last byte. */
final class SmallDisk implements AutoCloseable {

  private final Path folder;
  private final Path filling;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filling = folder.resolve("filling");
  }

  /** Mounts it on a folder; leaves the test out where only an administrator may do that. */
  static SmallDisk mount(Path folder, int megabytes) throws IOException {
    Files.createDirectories(folder);
    assumeTrue(
        succeeds(
            "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "none", folder.toString()),
        "Not tried: a full disk. Nobody but root may mount a small one.");
    return new SmallDisk(folder);
  }

  /** Until nothing more goes in. */
  void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filling)) {
      while (hasRoom(out, block)) {}
    }
  }

  private static boolean hasRoom(OutputStream out, byte[] block) {
    try {
      out.write(block);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void free() throws IOException {
    Files.deleteIfExists(filling);
  }

  /** Also while a process still has files open. */
  @Override
  public void close() {
    succeeds("umount", "-l", folder.toString());
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
