package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageReadTest {

  @Test
  void of_asManyAsWereAskedFor_isFull() {
    assertThat(PageRead.of(page("a", 3), 3, Optional.of(page("b", 3))).isFull()).isTrue();
    assertThat(PageRead.of(page("a", 3), 2, Optional.of(page("b", 3))).isFull()).isFalse();
    assertThat(PageRead.of(page("a", 1000), 999, Optional.empty()).isFull()).isFalse();
    assertThat(PageRead.of(page("a", 1000), 1000, Optional.empty()).isFull()).isTrue();
  }

  @Test
  void of_usualSize_leavesTheLinkAsItIs() {
    URI link = URI.create("https://acme.okta.com/api/v1/logs?after=b");

    assertThat(PageRead.of(page("a", 1000), 1000, Optional.of(link)).next()).hasValue(link);
  }

  @Test
  void of_smallerSize_growsStepByStep() {
    assertThat(PageRead.of(page("a", 62), 62, Optional.of(page("b", 62))).next())
        .hasValue(page("b", 124));
    assertThat(PageRead.of(page("a", 500), 500, Optional.of(page("b", 500))).next())
        .hasValue(page("b", 1000));
    assertThat(PageRead.of(page("a", 992), 3, Optional.of(page("b", 992))).next())
        .hasValue(page("b", 1000));
  }

  @Test
  void of_linkToItself_leadsNowhere() {
    assertThat(PageRead.of(page("a", 62), 62, Optional.of(page("a", 62))).leadsOn()).isFalse();
    assertThat(PageRead.of(page("a", 62), 62, Optional.empty()).leadsOn()).isFalse();
    assertThat(PageRead.of(page("a", 62), 62, Optional.of(page("b", 62))).leadsOn()).isTrue();
  }

  @Test
  void ofHalf_leadsToTheSamePlaceWithHalfAsMany() {
    PageRead read = PageRead.ofHalf(page("a", 125));

    assertThat(read)
        .isEqualTo(new PageRead(0, true, Optional.of(page("a", 62)), true, Optional.empty()));
  }

  private static URI page(String after, int limit) {
    return URI.create("https://acme.okta.com/api/v1/logs?after=" + after + "&limit=" + limit);
  }
}
