package io.catchment.okta;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes text of others fit for a message: without secrets, on one line, and not too long. */
final class Redaction {

  private static final String REDACTED = "[redacted]";
  private static final String BASIC = "basic ";

  /** Longest first: a secret may be part of another. Nothing if there is none. */
  private final Optional<Pattern> secrets;

  Redaction(Collection<String> secrets) {
    Set<String> forms = new TreeSet<>();
    secrets.forEach(secret -> addForms(secret, forms));
    this.secrets =
        forms.stream()
            .filter(form -> !form.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .reduce((longer, shorter) -> longer + "|" + shorter)
            .map(Pattern::compile);
  }

  /** A header's value often is a scheme and the secret, or holds a password in Base64. */
  private static void addForms(String secret, Set<String> forms) {
    addEncoded(secret, forms);
    addEncoded(secret.substring(secret.indexOf(' ') + 1), forms);
    if (secret.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      try {
        byte[] decoded = Base64.getDecoder().decode(secret.substring(BASIC.length()).strip());
        String user = new String(decoded, StandardCharsets.UTF_8);
        addEncoded(user, forms);
        addEncoded(user.substring(user.indexOf(':') + 1), forms);
      } catch (IllegalArgumentException e) {
        // Not Base64: then nothing is hidden in it.
      }
    }
  }

  private static void addEncoded(String secret, Set<String> forms) {
    forms.add(secret.strip());
    forms.add(URLEncoder.encode(secret.strip(), StandardCharsets.UTF_8));
  }

  /** First redacted and then cut, so that no part of a secret stays at the end. */
  String clean(String text, int maxLength) {
    String clean = secrets.map(s -> s.matcher(text).replaceAll(REDACTED)).orElse(text);
    clean = clean.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ").strip();
    return clean.length() > maxLength ? clean.substring(0, maxLength) + "…" : clean;
  }
}
