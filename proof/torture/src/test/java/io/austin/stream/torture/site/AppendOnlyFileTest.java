package io.austin.stream.torture.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendOnlyFileTest {
  private static final String TRANSACTION =
      "*1\r\n$5\r\nMULTI\r\n*2\r\n$4\r\nINCR\r\n$1\r\nk\r\n*1\r\n$4\r\nEXEC\r\n";

  private Path file;
  private AppendOnlyFile appendOnly;

  @BeforeEach
  void twoTransactions(@TempDir Path directory) throws Exception {
    file = directory.resolve("appendonly.aof");
    Files.writeString(file, TRANSACTION + TRANSACTION);
    appendOnly = new AppendOnlyFile(directory);
  }

  @Test
  void aWholeTransactionStays() {
    appendOnly.cutTo(TRANSACTION.length());

    assertThat(file).hasContent(TRANSACTION);
  }

  @Test
  void ofATransactionThatIsNotWholeNothingStays() {
    appendOnly.cutTo(2L * TRANSACTION.length() - 1);

    assertThat(file).hasContent(TRANSACTION);
  }

  @Test
  void withoutATransactionThereIsNowhereToCut() {
    assertThatThrownBy(() -> appendOnly.cutTo(TRANSACTION.length() - 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage(
            "no transaction ends in the last bytes of " + (TRANSACTION.length() - 1));
  }
}
