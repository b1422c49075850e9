package io.austin.stream.console.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see what, by a file. */
class RolesTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("roles.csv"), text);
  }

  @Test
  void whoIsNotNamedHasTheRoleOfEverybody() throws IOException {
    Roles roles =
        new Roles(file("user,role\nli.lei,full\n\"han, m\",masked\n*,masked\n"), Duration.ZERO);

    assertThat(roles.of("li.lei")).isEqualTo(Right.FULL);
    assertThat(roles.of("han, m")).isEqualTo(Right.MASKED);
    assertThat(roles.of("Li.Lei")).isEqualTo(Right.MASKED);
  }

  @Test
  void withoutSuchALineTheySeeTotals() throws IOException {
    Roles roles = new Roles(file("user,role\nli.lei,full\n"), Duration.ZERO);

    assertThat(roles.of("somebody")).isEqualTo(Right.TOTALS);
    assertThat(roles.of("")).isEqualTo(Right.TOTALS);
  }

  @Test
  void itIsReadAgainWhenItChangesAndABrokenOneKeepsTheLast() throws IOException {
    Path file = file("user,role\nli.lei,full\n");
    Roles roles = new Roles(file, Duration.ZERO);

    file("user,role\nli.lei,masked\nmore,full\n");
    assertThat(roles.of("li.lei")).isEqualTo(Right.MASKED);
    file("user,role\nli.lei,everything\n");
    assertThat(roles.of("li.lei")).isEqualTo(Right.MASKED);
    Files.delete(file);
    assertThat(roles.of("more")).isEqualTo(Right.FULL);
    file("user,role\nli.lei,totals\n");
    assertThat(roles.of("li.lei")).isEqualTo(Right.TOTALS);
    assertThat(roles.of("more")).isEqualTo(Right.TOTALS);
  }

  @ParameterizedTest
  @CsvSource({
    "'user,role\na,admin',row 1: role is 'admin'",
    "'user,role\na,full\nb,',row 2: role is",
    "'user,role\n,full',row 1 has no user",
    "'user,role\na,full\na,masked',row 2: 'a' stands there twice",
    "'name,role\na,full',line"
  })
  void aWrongOneIsRefusedWithTheRowNamed(String text, String problem) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> new Roles(file, Duration.ZERO))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("console.roles")
        .hasMessageContaining(problem);
  }
}
