package io.catchment.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFileTest {

  private static final byte[] TEXT = "export {};\n".repeat(100).getBytes(StandardCharsets.UTF_8);

  @Test
  void of_bytes_hasTheSameZipped() throws Exception {
    PageFile file = PageFile.of("text/javascript", TEXT);

    assertThat(file.zipped().length).isLessThan(TEXT.length);
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(file.zipped()))) {
      assertThat(unzipped.readAllBytes()).isEqualTo(TEXT);
    }
  }

  @Test
  void tag_otherBytes_isAnother() {
    PageFile file = PageFile.of("text/javascript", TEXT);
    PageFile other = PageFile.of("text/javascript", new byte[] {1});

    assertThat(file.tag(false)).matches("\"[0-9a-f]{32}\"");
    assertThat(file.tag(false)).isNotEqualTo(other.tag(false)).isNotEqualTo(file.tag(true));
    assertThat(file.tag(true)).isEqualTo(PageFile.of("text/css", TEXT).tag(true));
  }

  @ParameterizedTest
  @CsvSource({
    "/index.html, text/html;charset=UTF-8",
    "/app/main.js, text/javascript;charset=UTF-8",
    "/app/icon.svg, image/svg+xml",
    "/webjars/uplot/1.6.30/dist/uPlot.min.css, text/css;charset=UTF-8",
    "/app/main.jsp,",
    "/app,",
  })
  void findType_path_goesByItsEnd(String path, String type) {
    assertThat(PageFile.findType(path).orElse(null)).isEqualTo(type);
  }
}
