package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

  private static final String ACME = "catchment.org.acme.";

  @TempDir Path directory;
  private final Properties system = new Properties();
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void read_nothingSet() {
    Settings settings = read();

    assertThat(settings.orgs()).isEmpty();
    assertThat(settings.tokens()).isEmpty();
    assertThat(settings.trustedProxies().isEmpty()).isTrue();
    assertThat(settings.maxBodySize()).isEqualTo(8 * 1024 * 1024);
    assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.redelivery()).isEqualTo(RedeliveryMode.BROKER);
    assertThat(settings.reconcile()).isEqualTo(ReconcileSettings.DEFAULT);
    assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.findOrg("acme")).isEmpty();
  }

  @Test
  void read_orgWithDefaults() {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", "one");

    OrgSettings acme = read().findOrg("acme").orElseThrow();

    assertThat(acme.alias()).isEqualTo("acme");
    assertThat(acme.domain()).isEmpty();
    assertThat(acme.header()).isEqualTo("Authorization");
    assertThat(acme.secrets().current()).containsExactly("one");
    assertThat(acme.requiredHeaders()).isEmpty();
    assertThat(acme.allow().isEmpty()).isTrue();
    assertThat(acme.secretOnVerification()).isTrue();
    assertThat(acme.api()).isEmpty();
    assertThat(acme.reconcileScope()).isEqualTo(ReconcileScope.HOOK);
  }

  @Test
  void read_auditKeep_isADurationOfADayAtLeast() {
    assertThat(read().auditKeep()).isEqualTo(Duration.ofDays(400));

    set("catchment.audit.keep", "P1D");
    assertThat(read().auditKeep()).isEqualTo(Duration.ofDays(1));

    set("catchment.audit.keep", "PT23H");
    set("catchment.audit.keeep", "P1D");
    assertThat(catchThrowableOfType(SettingsException.class, this::read))
        .hasMessageContaining("catchment.audit.keep must be a duration such as P400D")
        .hasMessageContaining("catchment.audit.keeep is no setting of Catchment");
  }

  @Test
  void read_orgWithEverything() {
    set("catchment.orgs", " acme , acme-eu ,");
    set(ACME + "domain", "acme.okta.com");
    set(ACME + "header", "X-Hook-Secret");
    set(ACME + "secrets", " one, two ,,");
    set(ACME + "required-headers", "X-Stage: production, X-Team:identity:eu");
    set(ACME + "allow", "192.0.2.0/24, 2001:db8::1");
    set(ACME + "verification", "open");
    set("catchment.org.acme-eu.secrets", "three");
    set("catchment.trusted-proxies", "10.0.0.1/8");
    set("catchment.store.give-up-after", "PT5M");
    set("catchment.receive.max-body-size", "1048576");

    Settings settings = read();

    assertThat(settings.orgs()).containsOnlyKeys("acme", "acme-eu");
    OrgSettings acme = settings.findOrg("acme").orElseThrow();
    assertThat(acme.domain()).contains("acme.okta.com");
    assertThat(acme.header()).isEqualTo("X-Hook-Secret");
    assertThat(acme.secrets().current()).containsExactly("one", "two");
    assertThat(acme.requiredHeaders()).containsOnlyKeys("X-Stage", "X-Team");
    assertThat(acme.requiredHeaders().get("X-Stage").current()).containsExactly("production");
    assertThat(acme.requiredHeaders().get("X-Team").current()).containsExactly("identity:eu");
    assertThat(acme.allow().contains("192.0.2.9")).isTrue();
    assertThat(acme.allow().contains("2001:db8::2")).isFalse();
    assertThat(acme.secretOnVerification()).isFalse();
    assertThat(settings.trustedProxies().contains("10.9.9.9")).isTrue();
    assertThat(settings.maxBodySize()).isEqualTo(1_048_576);
    assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void read_tokens() {
    set("catchment.tokens", "prometheus, deploy");
    set("catchment.token.prometheus.secret", "a,b");
    set("catchment.token.deploy.secret", "c");
    set("catchment.token.deploy.role", "operator");

    Map<String, TokenSettings> tokens = read().tokens();

    assertThat(tokens).containsOnlyKeys("prometheus", "deploy");
    assertThat(tokens.get("prometheus").role()).isEqualTo(Role.VIEWER);
    assertThat(tokens.get("prometheus").secrets().current()).containsExactly("a,b");
    assertThat(tokens.get("deploy").name()).isEqualTo("deploy");
    assertThat(tokens.get("deploy").role()).isEqualTo(Role.OPERATOR);
  }

  @Test
  void read_everythingWrong() {
    set("catchment.config", directory.resolve("no-such-file").toString());
    set("catchment.orgs", "Bad_Alias, acme, acme, other");
    set(ACME + "domain", "https://acme.okta.com/");
    set(ACME + "header", "X Secret:");
    set(ACME + "secrets", "s3cret");
    set(ACME + "secrets-file", "also");
    set(ACME + "required-headers", "X-Stage production");
    set(ACME + "allow", "192.0.2.0/240, localhost");
    set(ACME + "verification", "never");
    set("catchment.org.other.secrets-file", directory.resolve("nothing-here").toString());
    set("catchment.tokens", "-token-, monitor");
    set("catchment.token.monitor.role", "admin");
    set("catchment.trusted-proxies", "proxy.acme.example");
    set("catchment.receive.max-body-size", "8M");
    set("catchment.queue.redelivery", "never");

    assertThat(problems())
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "catchment.config",
            "catchment.orgs",
            "catchment.orgs",
            ACME + "domain",
            ACME + "header",
            ACME + "secrets",
            ACME + "required-headers",
            ACME + "allow",
            ACME + "allow",
            ACME + "verification",
            "catchment.org.other.secrets-file",
            "catchment.tokens",
            "catchment.token.monitor.role",
            "catchment.token.monitor.secret",
            "catchment.trusted-proxies",
            "catchment.receive.max-body-size",
            "catchment.queue.redelivery");
    assertThat(problems()).allMatch(problem -> problem.endsWith("."));
  }

  @Test
  void read_secretsOfAnOrgWithProblems() throws IOException {
    Path file = Files.writeString(directory.resolve("secrets"), "s3cret-5");
    set("catchment.orgs", "acme, other");
    set(ACME + "secrets", "s3cret-1,s3cret-2");
    set(ACME + "secrets-file", file.toString());
    set(ACME + "required-headers", "s3cret-3, X Y: s3cret-4");
    set("catchment.org.other.secrets", "s3cret-6");
    set("catchment.org.other.domain", "?");
    set("catchment.tokens", "monitor");
    set("catchment.token.monitor.role", "?");
    set("catchment.token.monitor.secret", "s3cret-7");

    assertThat(problems()).hasSizeGreaterThan(3).noneMatch(problem -> problem.contains("s3cret"));
  }

  @Test
  void read_secretsInTheTextOfTheSettings() {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", "s3cret-1");
    set(ACME + "required-headers", "X-Stage: s3cret-2");
    set(ACME + "domain", "acme.okta.com");
    set(ACME + "api-token", "s3cret-4");
    set("catchment.tokens", "monitor");
    set("catchment.token.monitor.secret", "s3cret-3");

    assertThat(read().toString()).contains("acme").doesNotContain("s3cret");
  }

  @Test
  void read_noSecret() {
    set("catchment.orgs", "acme");

    assertThat(problems())
        .containsExactly(
            ACME + "secrets is not set; set it, or name a file with " + ACME + "secrets-file.");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", " , ,"})
  void read_listOfNoSecrets(String secrets) {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", secrets);

    assertThat(problems()).singleElement().asString().startsWith(ACME + "secrets ");
  }

  @Test
  void read_secretsAndSecretsFile() throws IOException {
    Path file = Files.writeString(directory.resolve("secrets"), "two");
    set("catchment.orgs", "acme");
    set(ACME + "secrets", "one");
    set(ACME + "secrets-file", file.toString());

    assertThat(problems())
        .containsExactly(ACME + "secrets and " + ACME + "secrets-file are both set; remove one.");
  }

  @Test
  void read_secretsFromAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("secrets"), "one\ntwo\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-01T08:00:00Z")));
    set("catchment.orgs", "acme");
    set(ACME + "secrets-file", file.toString());
    Secrets secrets = read().findOrg("acme").orElseThrow().secrets();
    assertThat(secrets.current()).containsExactly("one", "two");

    Files.writeString(file, "two\nthree\n");

    assertThat(secrets.current()).containsExactly("two", "three");
  }

  @Test
  void read_tokenFromAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "t0ken\n");
    set("catchment.tokens", "monitor");
    set("catchment.token.monitor.secret-file", file.toString());

    assertThat(read().tokens().get("monitor").secrets().accepts("t0ken")).isTrue();
  }

  @Test
  void read_emptySecretsFile() throws IOException {
    set("catchment.orgs", "acme");
    set(ACME + "secrets-file", Files.createFile(directory.resolve("empty")).toString());

    assertThat(problems())
        .containsExactly(
            ACME + "secrets-file names a file that cannot be used: the file holds no secret.");
  }

  @Test
  void read_precedence() throws IOException {
    configFile("catchment.orgs=by-file\ncatchment.org.by-file.secrets=x\n");
    assertThat(read().orgs()).containsOnlyKeys("by-file");

    environment.put("CATCHMENT_ORGS", "by-variable");
    environment.put("CATCHMENT_ORG_BY_VARIABLE_SECRETS", "x");
    assertThat(read().orgs()).containsOnlyKeys("by-variable");

    set("catchment.orgs", "by-property");
    set("catchment.org.by-property.secrets", "x");
    assertThat(read().orgs()).containsOnlyKeys("by-property");
  }

  @Test
  void read_blankCountsAsNotSet() throws IOException {
    configFile("catchment.orgs=acme\n" + ACME + "secrets=one\n" + ACME + "header=X-From-File\n");
    set(ACME + "header", " \t");
    environment.put("CATCHMENT_ORG_ACME_HEADER", "");

    assertThat(read().findOrg("acme").orElseThrow().header()).isEqualTo("X-From-File");
  }

  @ParameterizedTest
  @CsvSource({
    "catchment.orgs, CATCHMENT_ORGS",
    "catchment.org.acme.secrets-file, CATCHMENT_ORG_ACME_SECRETS_FILE",
    "catchment.org.acme-eu.required-headers, CATCHMENT_ORG_ACME_EU_REQUIRED_HEADERS",
    "catchment.receive.max-body-size, CATCHMENT_RECEIVE_MAX_BODY_SIZE",
    "catchment.config, CATCHMENT_CONFIG",
  })
  void environmentName_ofASetting(String setting, String variable) {
    assertThat(SettingsSource.environmentName(setting)).isEqualTo(variable);
  }

  @Test
  void read_configFileNamedByAVariable() throws IOException {
    Path file = Files.writeString(directory.resolve("a.properties"), "catchment.orgs = acme");
    environment.put("CATCHMENT_CONFIG", file.toString());
    environment.put("CATCHMENT_ORG_ACME_SECRETS", "Zoë's");

    assertThat(read().findOrg("acme").orElseThrow().secrets().accepts("Zoë's")).isTrue();
  }

  @Test
  void read_configFileInUtf8() throws IOException {
    configFile("catchment.orgs=acme\n" + ACME + "secrets=Zoë's, 山田\n");

    assertThat(read().findOrg("acme").orElseThrow().secrets().current())
        .containsExactly("Zoë's", "山田");
  }

  @Test
  void read_configFileUnusable() throws IOException {
    Path file = directory.resolve("bad.properties");
    set("catchment.config", file.toString());

    for (String content : new String[] {"a=\\u00zz", "a=ü"}) {
      Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(problems())
          .singleElement()
          .asString()
          .startsWith("catchment.config names a file that cannot be read: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"catchment.config", ACME + "secrets-file"})
  void read_pathThatNoSystemKnows(String setting) {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", setting.equals("catchment.config") ? "x" : "");
    set(setting, "a\u0000b");

    assertThat(problems()).singleElement().asString().startsWith(setting + " names a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "a-b", "acme2"})
  void read_goodAlias(String alias) {
    String longest = "a".repeat(63);
    set("catchment.orgs", alias + "," + longest);
    set("catchment.org." + alias + ".secrets", "x");
    set("catchment.org." + longest + ".secrets", "x");

    assertThat(read().orgs()).containsOnlyKeys(alias, longest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "-a", "a-", "a_b", "a.b", "a b", "a/b", "ü", "..", "*"})
  void read_badAlias(String alias) {
    set("catchment.orgs", alias + "," + "a".repeat(64));

    assertThat(problems())
        .hasSize(2)
        .allMatch(p -> p.startsWith("catchment.orgs has the name \""))
        .first()
        .asString()
        .contains("\"" + alias + "\"");
  }

  @Test
  void read_aliasTwice() {
    set("catchment.orgs", "acme, acme");
    set(ACME + "secrets", "x");

    assertThat(problems()).containsExactly("catchment.orgs names \"acme\" twice; remove one.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme",
        "https://acme.okta.com",
        "acme.okta.com/",
        "acme okta.com",
        "-a.b",
        "a..b"
      })
  void read_badDomain(String domain) {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", "x");
    set(ACME + "domain", domain);

    assertThat(problems())
        .containsExactly(ACME + "domain is not a host name such as acme.okta.com.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X Secret", "X-Secret:", "Ü", "a,b", "\"a\"", "a(b)"})
  void read_badHeader(String header) {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", "x");
    set(ACME + "header", header);

    assertThat(problems()).containsExactly(ACME + "header is not the name of an HTTP header.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Stage", ": production", "X Stage: production"})
  void read_badRequiredHeaders(String headers) {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", "x");
    set(ACME + "required-headers", headers);

    assertThat(problems()).singleElement().asString().startsWith(ACME + "required-headers must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "-", "/8", "10", "192.0.2.0/33", "okta.com", "192.0.2.1-192.0.2.9"})
  void read_badRange(String range) {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", "x");
    set(ACME + "allow", "192.0.2.1, " + range);
    set("catchment.trusted-proxies", range);

    assertThat(problems())
        .containsExactlyInAnyOrder(
            ACME + "allow has \"" + range + "\", which is no address and no CIDR range.",
            "catchment.trusted-proxies has \""
                + range
                + "\", which is no address and no CIDR range.");
  }

  @Test
  void read_misspeltSetting_isReported() {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", "one");
    set(ACME + "alow", "192.0.2.0/24");
    set("catchment.org.other.alow", "192.0.2.0/24");
    set("catchment.db.url", "jdbc:x");

    assertThat(problems())
        .containsExactly(
            "catchment.org.acme.alow is no setting of Catchment; look for a misspelling.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 1025, 64 * 1024 * 1024})
  void read_bodySizeInRange(int size) {
    set("catchment.receive.max-body-size", String.valueOf(size));

    assertThat(read().maxBodySize()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1023", "67108865", "99999999999", "8M", "1e6", "1 024"})
  void read_badBodySize(String size) {
    set("catchment.receive.max-body-size", size);

    assertThat(problems())
        .containsExactly(
            "catchment.receive.max-body-size must be a number of bytes from 1024 to 67108864.");
  }

  @Test
  void read_giveUpAfterThatIsNoDuration() {
    for (String value : List.of("1h", "60", "-PT1S", "P1Y")) {
      set("catchment.store.give-up-after", value);

      assertThat(problems())
          .containsExactly(
              "catchment.store.give-up-after must be a duration such as PT1H or PT30M.");
    }
  }

  @Test
  void read_lease() {
    for (String value : List.of("PT5S", "PT15S", "PT1H")) {
      set("catchment.lease", value);

      assertThat(read().lease()).isEqualTo(Duration.parse(value));
    }
  }

  @Test
  void read_leaseThatIsTooShortOrTooLong() {
    for (String value : List.of("15", "PT4.999S", "-PT15S", "PT1H1S")) {
      set("catchment.lease", value);

      assertThat(problems())
          .containsExactly("catchment.lease must be a duration from PT5S to PT1H.");
    }
  }

  @Test
  void read_redelivery() {
    set("catchment.queue.redelivery", "copy");

    assertThat(read().redelivery()).isEqualTo(RedeliveryMode.COPY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Viewer", "admin", "catchment-operator"})
  void read_badRole(String role) {
    set("catchment.tokens", "monitor");
    set("catchment.token.monitor.secret", "x");
    set("catchment.token.monitor.role", role);

    assertThat(problems())
        .containsExactly(
            "catchment.token.monitor.role is \"" + role + "\"; use viewer or operator.");
  }

  private void set(String setting, String value) {
    system.setProperty(setting, value);
  }

  private void configFile(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("catchment.properties"), content);
    set("catchment.config", file.toString());
  }

  private Settings read() {
    return SettingsReader.read(new SettingsSource(system, environment));
  }

  private List<String> problems() {
    SettingsException refusal = catchThrowableOfType(SettingsException.class, this::read);
    assertThat(refusal).isNotNull();
    return refusal.getMessage().lines().skip(1).map(String::strip).toList();
  }
}
