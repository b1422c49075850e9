package io.austin.stream.test.traffic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file's lines as values: byte by byte, empty ones too, with or without a last line break. */
@Timeout(20)
class FileValuesTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-,''", "a,a", "a/,a", "a/b/,a|b", "/a//b,|a||b", "//,|", "\u00ff\r/,\u00ff\r"},
      ignoreLeadingAndTrailingWhitespace = false)
  void eachLineIsAValue(String content, String values) throws IOException {
    byte[] bytes = content == null ? new byte[0] : content.replace('/', '\n').getBytes(ISO_8859_1);
    Path file = Files.write(directory.resolve("events"), bytes);
    List<String> read = new ArrayList<>();

    try (Values lines = FileValues.of(file)) {
      while (lines.hasNext()) {
        read.add(new String(lines.next(), ISO_8859_1));
      }
    }

    assertThat(read).isEqualTo(content == null ? List.of() : List.of(values.split("\\|", -1)));
  }

  @Test
  void aLineIsThereBeforeTheNextOneCame() throws IOException {
    try (PipedOutputStream writing = new PipedOutputStream();
        Values lines = FileValues.of(new PipedInputStream(writing))) {
      writing.write('a');
      writing.write('\n');
      writing.flush();

      assertThat(lines.hasNext()).isTrue();
      assertThat(lines.next()).containsExactly('a');
    }
  }
}
