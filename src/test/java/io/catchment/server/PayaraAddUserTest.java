package io.catchment.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script gives to Payara's tool, for which another one stands in. */
class PayaraAddUserTest {

  /** Keeps the file with the passwords. */
  private static final String TOOL =
      """
      #!/bin/sh
      while [ $# -gt 0 ]; do
          [ "$1" != --passwordfile ] || cp "$2" "$0.passwords"
          shift
      done
      """;

  @TempDir Path payara;

  @BeforeEach
  void standIn() throws IOException {
    writeTool("bin/asadmin", TOOL);
    writeTool("mq/bin/imqcmd", "#!/bin/sh\n");
  }

  private void writeTool(String path, String script) throws IOException {
    Path tool = payara.resolve(path);
    Files.createDirectories(tool.getParent());
    Files.writeString(tool, script);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "back\\slash\\\\es\\n",
        "at the end\\",
        " a blank first",
        "\ta tab first",
        "\\ both ",
        "#=:!$'\"`*",
      })
  void run_anyPassword_isReadByTheToolAsItIs(String password) throws Exception {
    assertThat(run(password)).contains("ann may sign in as operator.");

    Properties sent = new Properties();
    try (InputStream in = Files.newInputStream(passwords())) {
      sent.load(in);
    }
    assertThat(sent.getProperty("AS_ADMIN_USERPASSWORD")).isEqualTo(password);
  }

  @Test
  void run_passwordThatTheToolWouldNotRead_isRefused() throws Exception {
    assertThat(run("p\u00e4ss")).contains("ASCII").doesNotContain("may sign in");

    assertThat(passwords()).doesNotExist();
  }

  private Path passwords() {
    return payara.resolve("bin/asadmin.passwords");
  }

  /** What the script says. */
  private String run(String password) throws Exception {
    String script = Build.script("payara", "add-user.sh").toString();
    ProcessBuilder builder =
        new ProcessBuilder("sh", script, "ann", "operator").redirectErrorStream(true);
    builder.environment().put("PAYARA_HOME", payara.toString());
    builder.environment().remove("ADMIN_PASSWORD_FILE");
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(password.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
