package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://in.example/hooks/acme, https://in.example/hooks/acme",
    "https://ada:pa55@in.example/hooks/acme, https://***@in.example/hooks/acme",
    "https://a@b@in.example, https://***@in.example",
    "https://in.example/a@b, https://in.example/a@b",
    "https://in.example/a?key=s3cret, https://in.example/a?key=***",
    "https://in.example/a?key=s3&cret=a=b&&c, https://in.example/a?key=***&cret=***&***&***",
    "https://in.example/a?s3cret, https://in.example/a?***",
    "https://in.example?key=s3?cret@x, https://in.example?key=***",
    "https://in.example/a#s3cret, https://in.example/a#***",
    "https://in.example/a?key=b#s3?cret, https://in.example/a?key=***#***",
    "not an address, not an address",
    "'', ''",
  })
  void of_address_hidesWhatMayBeSecret(String address, String shown) {
    assertThat(ShownAddress.of(address)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"https://***@in.example/a?key=***&***#***"})
  void of_whatIsHidden_staysAsItIs(String shown) {
    assertThat(ShownAddress.of(shown)).isEqualTo(shown);
  }
}
