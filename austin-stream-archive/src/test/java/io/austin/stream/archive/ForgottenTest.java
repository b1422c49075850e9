package io.austin.stream.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tombstones: who has them, and by which key. */
class ForgottenTest {
  private static final String HIM = "13711112222";
  private static final String KEY = "k".repeat(32);
  private static final long UNTIL = 1_700_000_000_000L;

  @TempDir Path folder;

  @Test
  void hisRowsUpToTheTimeAreForgottenAndNobodyElses() throws Exception {
    open().add(HIM, UNTIL);
    Forgotten forgotten = refreshed(open());
    assertThat(forgotten.covers(HIM, UNTIL)).isTrue();
    assertThat(forgotten.covers(HIM, UNTIL + 1)).isFalse();
    assertThat(forgotten.covers(HIM + "3", UNTIL)).isFalse();
    assertThat(forgotten.covers("", 0)).isFalse();
  }

  @Test
  void whereNobodyIsForgottenNothingIs() throws Exception {
    Forgotten forgotten = refreshed(open());
    assertThat(forgotten.covers(HIM, Long.MIN_VALUE + 1)).isFalse();
    assertThat(folder.resolve("forgotten")).doesNotExist();
  }

  @Test
  void theLatestTimeCounts() throws Exception {
    open().add(HIM, UNTIL);
    open().add(HIM, UNTIL - 1);
    assertThat(refreshed(open()).covers(HIM, UNTIL)).isTrue();
  }

  @Test
  void theKeyIsItsOwnersAloneAndNothingNamesHim() throws Exception {
    open().add(HIM, UNTIL);
    Path key = folder.resolve("forgotten/key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder.resolve("forgotten"))) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(file -> assertThat(file + Files.readString(file)).doesNotContain(HIM));
    }
  }

  @Test
  void manyThatForgetAtOnceHaveOneKey() throws Exception {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String receiver = "receiver-" + i;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  open().add(receiver, UNTIL);
                } catch (Exception failed) {
                  throw new IllegalStateException(failed);
                }
              }));
    }
    assertThat(all).allSatisfy(it -> assertThat(it).succeedsWithin(Duration.ofSeconds(20)));
    Forgotten forgotten = refreshed(open());
    for (int i = 0; i < all.size(); i++) {
      assertThat(forgotten.covers("receiver-" + i, UNTIL)).isTrue();
    }
  }

  @Test
  void anotherKeyThanBeforeIsRefused() throws Exception {
    open("archive.key", KEY).add(HIM, UNTIL);
    assertThat(refreshed(open("archive.key", KEY)).covers(HIM, UNTIL)).isTrue();
    assertThat(folder.resolve("forgotten/key")).doesNotExist();

    assertThatThrownBy(() -> open("archive.key", KEY + "2").refresh())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("archive.key is another one")
        .hasMessageNotContaining(KEY);
    assertThatThrownBy(() -> open("archive.key", KEY + "2").add(HIM, UNTIL))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> open().refresh())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("archive.key is missing");
    assertThatThrownBy(() -> open().add(HIM, UNTIL)).isInstanceOf(UsageException.class);
  }

  private Forgotten open(String... more) {
    return new Forgotten(
        Warehouse.of(
            OptionValues.of(
                more.length == 0
                    ? Map.of("archive.warehouse", folder.toString())
                    : Map.of("archive.warehouse", folder.toString(), more[0], more[1]))));
  }

  private static Forgotten refreshed(Forgotten forgotten) throws Exception {
    forgotten.refresh();
    return forgotten;
  }
}
