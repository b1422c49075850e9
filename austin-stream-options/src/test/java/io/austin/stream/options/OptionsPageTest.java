package io.austin.stream.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/options.md} current; with {@code -Doptions.write=true} it writes it first. */
class OptionsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "options.md");

  @Test
  void thePageIsWhatTheDefinitionsSay() throws IOException {
    if (Boolean.getBoolean("options.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, OptionsPage.markdown());
    }

    assertThat(PAGE)
        .as("docs/options.md; its first lines say how to write it anew")
        .hasContent(OptionsPage.markdown());
  }
}
