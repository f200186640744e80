package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.catchment.platform.ApiCredentials.ApiToken;
import io.catchment.platform.ApiCredentials.ServiceApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OktaSettingsReaderTest {

  private static final String ACME = "catchment.org.acme.";

  @TempDir Path directory;
  private final Properties system = new Properties();

  @BeforeEach
  void setOrg() {
    set("catchment.orgs", "acme");
    set(ACME + "secrets", "one");
  }

  @Test
  void read_token() {
    set(ACME + "domain", "Acme.okta.com");
    set(ACME + "api-token", "t0ken");

    ApiSettings api = api().orElseThrow();

    assertThat(api.base()).isEqualTo(URI.create("https://acme.okta.com"));
    assertThat(api.credentials()).isInstanceOf(ApiToken.class);
    assertThat(((ApiToken) api.credentials()).secrets().current()).containsExactly("t0ken");
  }

  @Test
  void read_tokenFromAFile_isReadAgain() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "t0ken\n");
    set(ACME + "url", "https://acme.okta.com");
    set(ACME + "api-token-file", file.toString());
    ApiToken token = (ApiToken) api().orElseThrow().credentials();
    assertThat(token.secrets().current()).containsExactly("t0ken");

    Files.writeString(file, "an0ther\n");

    assertThat(token.secrets().current()).containsExactly("an0ther");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-----BEGIN PRIVATE KEY-----\nMII\n", "{\"kty\":\"RSA\"}"})
  void read_serviceApplication(String key) throws IOException {
    set(ACME + "domain", "acme.okta.com");
    set(ACME + "client-id", "0oa1");
    set(ACME + "private-key-file", Files.writeString(directory.resolve("key"), key).toString());

    ServiceApplication application = (ServiceApplication) api().orElseThrow().credentials();

    assertThat(application.clientId()).isEqualTo("0oa1");
    assertThat(String.join("\n", application.privateKey().current())).isEqualTo(key.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-----BEGIN RSA PRIVATE KEY-----\nMII", "-----BEGIN PUBLIC KEY-----", "x"})
  void read_keyOfAnotherKind(String key) throws IOException {
    set(ACME + "domain", "acme.okta.com");
    set(ACME + "client-id", "0oa1");
    set(ACME + "private-key-file", Files.writeString(directory.resolve("key"), key).toString());

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith(ACME + "private-key-file names a file that holds neither a JWK nor a PKCS#8");
  }

  @ParameterizedTest
  @CsvSource({
    "https://id.acme.example, https://id.acme.example",
    "https://id.acme.example:8443/, https://id.acme.example:8443",
    "HTTPS://ID.acme.example, https://id.acme.example",
    "http://localhost:8081, http://localhost:8081",
    "http://127.0.0.1:8081, http://127.0.0.1:8081",
    "http://[::1]:8081, http://[::1]:8081",
  })
  void read_url(String url, String base) {
    set(ACME + "domain", "acme.okta.com");
    set(ACME + "url", url);
    set(ACME + "api-token", "t0ken");

    assertThat(api().orElseThrow().base()).isEqualTo(URI.create(base));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme.okta.com",
        "http://acme.okta.com",
        "http://128.0.0.1",
        "http://localhost.acme.example",
        "ftp://127.0.0.1",
        "https://acme.okta.com/api/v1",
        "https://acme.okta.com?x=y",
        "https://acme.okta.com#x",
        "https://ann:secret@acme.okta.com",
        "https://",
        "https://acme okta.com",
        "https://acme.okta.com:70000",
      })
  void read_badUrl(String url) {
    set(ACME + "domain", "acme.okta.com");
    set(ACME + "url", url);
    set(ACME + "api-token", "t0ken");

    assertThat(problems())
        .containsExactly(
            ACME
                + "url must be https:// and a host, and http:// only to this machine itself,"
                + " without a path.");
  }

  @Test
  void read_domainWithoutCredentials_isNoAccess() {
    set(ACME + "domain", "acme.okta.com");

    assertThat(api()).isEmpty();
  }

  @Test
  void read_credentialsWithoutDomain() {
    set(ACME + "api-token", "t0ken");

    assertThat(problems())
        .containsExactly(ACME + "domain is not set, and API access needs it, or " + ACME + "url.");
  }

  @Test
  void read_credentialsWithABadDomain() {
    set(ACME + "domain", "acme okta com");
    set(ACME + "api-token", "t0ken");

    assertThat(problems()).singleElement().asString().startsWith(ACME + "domain is not a host");
  }

  @Test
  void read_bothCredentials() {
    set(ACME + "domain", "acme.okta.com");
    set(ACME + "api-token", "t0ken");
    set(ACME + "client-id", "0oa1");

    assertThat(problems())
        .containsExactly(
            ACME
                + "api-token and "
                + ACME
                + "client-id are two ways to identify us; keep one of them.");
  }

  @ParameterizedTest
  @CsvSource({"client-id, private-key-file", "private-key-file, client-id"})
  void read_halfAServiceApplication(String there, String missing) throws IOException {
    set(ACME + "domain", "acme.okta.com");
    set(ACME + there, Files.writeString(directory.resolve("key"), "{}").toString());

    assertThat(problems())
        .containsExactly(ACME + missing + " is not set, and " + ACME + there + " needs it.");
  }

  @Test
  void read_tokenAndTokenFile() {
    set(ACME + "domain", "acme.okta.com");
    set(ACME + "api-token", "t0ken");
    set(ACME + "api-token-file", "x");

    assertThat(problems())
        .containsExactly(
            ACME + "api-token and " + ACME + "api-token-file are both set; remove one.");
  }

  @Test
  void read_tokenThatCannotBeSent_isNotQuoted() {
    set(ACME + "domain", "acme.okta.com");
    set(ACME + "api-token", "s3cret\nX-Other: y");

    assertThat(problems())
        .containsExactly(
            ACME + "api-token or its file holds a space or a character that no token has.");
  }

  @ParameterizedTest
  @CsvSource({"hook, HOOK", "all, ALL", "off, OFF"})
  void read_scope(String name, ReconcileScope scope) {
    set(ACME + "reconcile", name);

    assertThat(read().findOrg("acme").orElseThrow().reconcileScope()).isEqualTo(scope);
  }

  @Test
  void read_badScope() {
    set(ACME + "reconcile", "on");

    assertThat(problems())
        .containsExactly(ACME + "reconcile is \"on\"; use hook (the default), all or off.");
  }

  @Test
  void read_reconcile() {
    set("catchment.reconcile.interval", "PT1S");
    set("catchment.reconcile.lookback", "P90D");
    set("catchment.reconcile.grace", "PT0S");
    set("catchment.reconcile.rate-share", "1");

    assertThat(read().reconcile())
        .isEqualTo(
            new ReconcileSettings(Duration.ofSeconds(1), Duration.ofDays(90), Duration.ZERO, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "interval, PT0.9S",
    "interval, 60",
    "lookback, P91D",
    "lookback, -P1D",
    "grace, -PT1S",
    "rate-share, 0",
    "rate-share, 1.01",
    "rate-share, NaN",
    "rate-share, 50%",
  })
  void read_badReconcile(String setting, String value) {
    set("catchment.reconcile." + setting, value);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("catchment.reconcile." + setting + " must be ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "catchment.reconcile.lookbak",
        "catchment.reconcile.rateshare",
        "catchment.okta-ranges.cell",
        "catchment.okta-ranges.url"
      })
  void read_misspeltSetting_isReported(String setting) {
    set(setting, "x");

    assertThat(problems())
        .containsExactly(setting + " is no setting of Catchment; look for a misspelling.");
  }

  @Test
  void read_ranges() {
    set("catchment.okta-ranges.source", "https://mirror.acme.example/ranges.json");
    set("catchment.okta-ranges.cells", "us_cell_1, emea_cell_2");

    assertThat(read().oktaRanges())
        .isEqualTo(
            new OktaRangesSettings(
                URI.create("https://mirror.acme.example/ranges.json"),
                List.of("us_cell_1", "emea_cell_2")));
  }

  @Test
  void read_rangesFromAFile() {
    set("catchment.okta-ranges.source", directory.resolve("ranges.json").toString());

    assertThat(Path.of(read().oktaRanges().source())).isEqualTo(directory.resolve("ranges.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mirror.acme.example/ranges.json",
        "https://ann:secret@mirror.acme.example/ranges.json",
        "ranges.json",
        "https://",
        "ftp://127.0.0.1/ranges.json"
      })
  void read_badSourceOfRanges(String source) {
    set("catchment.okta-ranges.source", source);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("catchment.okta-ranges.source must begin with https://")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us cell 1", "us_cell_1;us_cell_2", "*"})
  void read_badCell(String cell) {
    set("catchment.okta-ranges.cells", "us_cell_1, " + cell);

    assertThat(problems())
        .containsExactly(
            "catchment.okta-ranges.cells has \""
                + cell
                + "\", which is no cell such as us_cell_1.");
  }

  private void set(String setting, String value) {
    system.setProperty(setting, value);
  }

  private Settings read() {
    return SettingsReader.read(new SettingsSource(system, Map.of()));
  }

  private Optional<ApiSettings> api() {
    return read().findOrg("acme").orElseThrow().api();
  }

  private List<String> problems() {
    SettingsException refusal = catchThrowableOfType(SettingsException.class, this::read);
    assertThat(refusal).isNotNull();
    return refusal.getMessage().lines().skip(1).map(String::strip).toList();
  }
}
