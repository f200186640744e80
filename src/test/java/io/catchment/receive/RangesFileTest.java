package io.catchment.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.platform.AddressRanges;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangesFileTest {

  private static final String FILE =
      "{\"one\":{\"ip_ranges\":[\"192.0.2.0/25\",\"of a new kind\"]},"
          + "\"two\":{\"ip_ranges\":[\"2001:db8::/48\"],\"more\":1},\"note\":\"text\"}";

  @Test
  void read_noCells_hasTheRangesOfAll() throws IOException {
    AddressRanges ranges = RangesFile.read(FILE, List.of());

    assertThat(ranges.contains("192.0.2.7")).isTrue();
    assertThat(ranges.contains("2001:db8::7")).isTrue();
    assertThat(ranges.contains("192.0.2.200")).isFalse();
  }

  @Test
  void read_cells_hasTheirRangesOnly() throws IOException {
    AddressRanges ranges = RangesFile.read(FILE, List.of("two"));

    assertThat(ranges.contains("2001:db8::7")).isTrue();
    assertThat(ranges.contains("192.0.2.7")).isFalse();
  }

  @Test
  void read_cellThatIsNotThere_isBroken() {
    assertThatThrownBy(() -> RangesFile.read(FILE, List.of("one", "three")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("three");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "<html>", "{\"one\":{\"ip_ranges\":[]}}", "{\"one\":{\"ip_ran"})
  void read_brokenOrEmpty_isRefused(String file) {
    assertThatThrownBy(() -> RangesFile.read(file, List.of())).isInstanceOf(IOException.class);
  }
}
