package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

  @TempDir Path directory;
  private Path file;
  private Instant now = Instant.parse("2026-03-01T08:00:00Z");

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("secret");
  }

  @Test
  void open_severalLines() throws IOException {
    write("first\n\n  second \r\n\t\nthird, with comma");

    assertThat(SecretFile.open(file).current())
        .containsExactly("first", "second", "third, with comma");
  }

  @Test
  void open_missing() {
    assertThatIOException().isThrownBy(() -> SecretFile.open(file));
  }

  @Test
  void open_directory() {
    assertThatIOException().isThrownBy(() -> SecretFile.open(directory));
  }

  @Test
  void open_withoutASecret() throws IOException {
    for (String content : new String[] {"", "\n", " \n\t\r\n"}) {
      write(content);

      assertThatIOException()
          .isThrownBy(() -> SecretFile.open(file))
          .withMessage("the file holds no secret");
    }
  }

  @Test
  void current_rotated() throws IOException {
    write("old");
    Secrets secrets = SecretFile.open(file);

    write("old\nnew");
    assertThat(secrets.current()).containsExactly("old", "new");
    write("new");
    assertThat(secrets.current()).containsExactly("new");
    assertThat(secrets.accepts("new")).isTrue();
    assertThat(secrets.accepts("old")).isFalse();
  }

  @Test
  void current_rotatedToTheSameLength() throws IOException {
    write("aaa");
    Secrets secrets = SecretFile.open(file);

    write("bbb");

    assertThat(secrets.current()).containsExactly("bbb");
  }

  @Test
  void current_rotatedInTheSameInstant() throws IOException {
    write("a");
    Secrets secrets = SecretFile.open(file);

    Files.writeString(file, "bb");
    Files.setLastModifiedTime(file, FileTime.from(now));

    assertThat(secrets.current()).containsExactly("bb");
  }

  @Test
  void current_rotatedByARename() throws IOException {
    write("old");
    Secrets secrets = SecretFile.open(file);

    Path next = directory.resolve("next");
    Files.writeString(next, "new");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);

    assertThat(secrets.current()).containsExactly("new");
  }

  /** As Kubernetes rotates a mounted secret: the name is a link to a link that is exchanged. */
  @Test
  void current_rotatedByALink() throws IOException {
    for (String version : new String[] {"1", "2"}) {
      Path real = Files.createDirectory(directory.resolve(version)).resolve("secret");
      Files.writeString(real, "secret-" + version);
      Files.setLastModifiedTime(real, nextTime());
    }
    Path link = Files.createSymbolicLink(directory.resolve("data"), Path.of("1"));
    Secrets secrets = SecretFile.open(link.resolve("secret"));
    assertThat(secrets.current()).containsExactly("secret-1");

    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("2"));

    assertThat(secrets.current()).containsExactly("secret-2");
  }

  @Test
  void current_fileGoneAndBack() throws IOException {
    write("old");
    Secrets secrets = SecretFile.open(file);

    Files.delete(file);
    assertThat(secrets.current()).containsExactly("old");
    write("new");
    assertThat(secrets.current()).containsExactly("new");
  }

  @Test
  void current_fileEmptiedAndFilled() throws IOException {
    write("old");
    Secrets secrets = SecretFile.open(file);

    write("");
    assertThat(secrets.current()).containsExactly("old");
    assertThat(secrets.current()).containsExactly("old");
    write("new");
    assertThat(secrets.current()).containsExactly("new");
  }

  @Test
  void current_fileUnreadable() throws IOException {
    write("old");
    Secrets secrets = SecretFile.open(file);

    Files.write(file, "ü".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(secrets.current()).containsExactly("old");
  }

  /** Each time later than before, whatever the clock of the file system. */
  private void write(String content) throws IOException {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, nextTime());
  }

  private FileTime nextTime() {
    now = now.plusSeconds(1);
    return FileTime.from(now);
  }
}
