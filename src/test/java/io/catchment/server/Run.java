package io.catchment.server;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The run command: starts a server with everything embedded, with the example application beside
 * Catchment, and says where to go.
 */
public final class Run {

  private static final PrintStream OUT = System.out;

  /** The user who is made for the console. */
  private static final String OPERATOR = "operator";

  private final String serverName;
  private final boolean demo;
  private final Map<String, String> environment;
  private final Path data;
  private volatile boolean stopping;

  private Run(String serverName, boolean demo, Map<String, String> environment) {
    this.serverName = serverName;
    this.demo = demo;
    this.environment = environment;
    this.data = Path.of(environment.getOrDefault("CATCHMENT_DATA", ".catchment")).toAbsolutePath();
  }

  /**
   * Starts the server that the first argument names, and stays until it ends. With a second one
   * other than {@code false}, a pretend Okta is beside it.
   */
  public static void main(String[] arguments) throws Exception {
    try {
      new Run(arguments[0], !arguments[1].equals("false"), System.getenv()).run();
    } catch (IllegalArgumentException
        | IllegalStateException
        | IOException
        | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws Exception {
    int port = port();
    requireFree(port);
    prepareDataFolder();
    OUT.println("Starting " + serverName + ", which takes up to a minute ...");
    Server server = Server.of(serverName, data.resolve(serverName), port, new Database.H2());
    Hook hook = configure(server);
    Path token = secretFile("metrics.token");
    server
        .with("catchment.tokens", "metrics,operator")
        .with("catchment.token.metrics.secret-file", token.toString())
        .with("catchment.token.operator.secret-file", secretFile("operator.token").toString())
        .with("catchment.token.operator.role", "operator");
    Path password = secretFile(OPERATOR + ".password");
    server.withUser(OPERATOR, Files.readString(password).strip(), "catchment-operator");
    Demo pretended = demo ? new Demo() : null;
    if (demo) {
      pretended.configure(server, secretFile(Demo.ORG + ".secret"), secretFile("demo-api.token"));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    server.start(Build.war(), Build.payroll());
    if (demo) {
      pretended.begin(server, secretFile("operator.token"));
    }
    print(server, hook, token, password);
    server.join();
    if (!stopping) {
      throw new IllegalStateException("The server has ended by itself; see " + server.log());
    }
  }

  /** On Ctrl-C. */
  private void stop(Server server) {
    stopping = true;
    server.stop();
  }

  private int port() {
    String text = environment.getOrDefault("CATCHMENT_HTTP_PORT", "8080");
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "CATCHMENT_HTTP_PORT is \"" + text + "\"; set it to a number from 1 to 65535.");
  }

  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(
          "Port " + port + " is taken; stop what uses it, or set CATCHMENT_HTTP_PORT to another.",
          e);
    }
  }

  private void prepareDataFolder() {
    try {
      Files.createDirectories(data);
      Files.delete(Files.createTempFile(data, "writable", null));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The folder " + data + " cannot be written; set CATCHMENT_DATA to one that can.", e);
    }
  }

  /**
   * The first org of the environment, or acme. Settings in the environment are the server's too.
   */
  private Hook configure(Server server) throws IOException {
    String orgs = environment.getOrDefault("CATCHMENT_ORGS", "acme");
    server.with("catchment.orgs", demo ? orgs + "," + Demo.ORG : orgs);
    Hook first = null;
    for (String org : Arrays.stream(orgs.split(",", -1)).map(String::strip).toList()) {
      Hook hook = hook(server, org);
      first = first == null ? hook : first;
    }
    return first;
  }

  private Hook hook(Server server, String org) throws IOException {
    String prefix = "CATCHMENT_ORG_" + org.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    String header = environment.getOrDefault(prefix + "HEADER", "Authorization");
    if (environment.containsKey(prefix + "SECRETS")) {
      return new Hook(
          org, header, "${" + prefix + "SECRETS%%,*}", "the variable " + prefix + "SECRETS");
    }
    String file = environment.get(prefix + "SECRETS_FILE");
    if (file == null) {
      file = secretFile(org + ".secret").toString();
      server.with("catchment.org." + org + ".secrets-file", file);
    }
    return new Hook(org, header, "$(head -n 1 '" + file + "')", file);
  }

  /** Made at the first start, readable for its owner only; kept afterwards, because Okta has it. */
  private Path secretFile(String name) throws IOException {
    Path file = data.resolve(name);
    if (!Files.exists(file)) {
      // Readable for the owner only, as all temporary files are, and whole when it gets its name.
      Path whole = Files.createTempFile(data, name, null);
      Files.writeString(whole, randomSecret() + "\n");
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static String randomSecret() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    // One that begins with a hyphen some tools take for an option.
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replaceFirst("^-", "x");
  }

  private void print(Server server, Hook hook, Path token, Path password) {
    String header = " -H \"" + hook.header() + ": " + hook.secret() + "\" ";
    String uri = server.uri("/catchment/hooks/" + hook.org()).toString();
    List<String> lines =
        List.of(
            "",
            "Catchment is ready on " + serverName + ", process " + server.pid() + ".",
            "",
            "  Console: " + server.uri("/catchment/"),
            "  User:    " + OPERATOR + ", with the password in " + password,
            "  Hook:    " + uri,
            "  Secret:  in " + hook.place() + ", sent as " + hook.header(),
            "  Health:  " + server.uri("/catchment/health/ready"),
            "  Log:     " + server.log(),
            "  Data:    " + data,
            "",
            "Verify the hook, as Okta does once:",
            "  curl -i" + header + "-H \"X-Okta-Verification-Challenge: hello\" " + uri,
            "",
            "Deliver an event (pasted again, it is a duplicate):",
            "  curl -i"
                + header
                + "-H \"Content-Type: application/json\" -d '"
                + delivery()
                + "' "
                + uri,
            "",
            "See what became of it, in the metrics and in the example application:",
            withToken(token) + server.uri("/catchment/metrics") + " | grep ^catchment_events",
            "  curl -s " + server.uri("/payroll/accounts"),
            "",
            "Find it, as in Okta's System Log:",
            withToken(token)
                + "'"
                + server.uri(
                    "/catchment/api/v1/logs?since=2026-01-01T00:00:00Z&q=ada%40acme.example")
                + "'",
            "");
    lines.forEach(OUT::println);
    if (demo) {
      printDemo(server, token);
    }
    OUT.println("Stop with Ctrl-C; what was received stays.");
    OUT.flush();
  }

  private static void printDemo(Server server, Path token) {
    String get = withToken(token);
    String api = "/catchment/api/orgs/" + Demo.ORG + "/";
    OUT.println(
        "A pretend Okta has registered the hook of the org demo and loses one event of fifty;");
    OUT.println(
        "see the hook, and which gaps were found and closed (the first within a minute or two):");
    OUT.println(get + server.uri(api + "hook"));
    OUT.println(get + server.uri(api + "reconciliation"));
    OUT.println();
  }

  /** The beginning of a line to paste that asks something of the API. */
  private static String withToken(Path token) {
    return "  curl -s -H \"Authorization: Bearer $(cat '" + token + "')\" ";
  }

  /** Somebody is hired. The uuid is made once for each start. */
  private static String delivery() {
    String event =
        "{\"uuid\":\""
            + UUID.randomUUID()
            + "\",\"published\":\"2026-01-15T09:30:00.000Z\","
            + "\"eventType\":\"user.lifecycle.create\",\"severity\":\"INFO\","
            + "\"actor\":{\"id\":\"00u7\",\"type\":\"User\",\"alternateId\":\"hr@acme.example\"},"
            + "\"outcome\":{\"result\":\"SUCCESS\"},"
            + "\"target\":[{\"id\":\"00u42\",\"type\":\"User\",\"alternateId\":\"ada@acme.example\"}]}";
    return "{\"eventType\":\"com.okta.event_hook\",\"eventId\":\""
        + UUID.randomUUID()
        + "\",\"data\":{\"events\":["
        + event
        + "]}}";
  }

  /**
   * An org's hook, as a caller needs it.
   *
   * @param secret the shell's expression for the secret
   * @param place where the secret is, in words
   */
  private record Hook(String org, String header, String secret, String place) {}
}
