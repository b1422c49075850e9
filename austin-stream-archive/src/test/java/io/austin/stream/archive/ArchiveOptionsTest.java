package io.austin.stream.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.cli.Call;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who calls the archive wrongly is told which option is wrong, and what to do. */
class ArchiveOptionsTest {
  @TempDir Path home;

  private Call call(String... args) {
    return Call.of(home, args);
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    call("archive", "--help").assertHelp("archive");
    call("archive", "verify", "--help").assertHelp("archive verify");
    call("archive", "maintain", "--help").assertHelp("archive maintain");
    call("archive", "forget", "--help").assertHelp("archive forget");
  }

  @Test
  void aJobWithoutAWarehouseIsRefused() {
    call("archive", "--kafka.bootstrap.servers", "127.0.0.1:1")
        .assertMistake("--archive.warehouse is missing");
    call("archive", "maintain").assertMistake("--archive.warehouse is missing");
    call("archive", "forget", "13711112222").assertMistake("--archive.warehouse is missing");
    call("archive", "verify", "--archive.warehouse", "/tmp/none")
        .assertMistake("--kafka.bootstrap.servers is missing");
  }

  @Test
  void aFolderThatStartsNowhereIsRefused() {
    call("archive", "maintain", "--archive.warehouse", "archive")
        .assertMistake(
            "--archive.warehouse is 'archive', expected a folder's path from the root on");
  }

  @Test
  void anArchiveThatIsNotThereIsTold() {
    call("archive", "maintain", "--archive.warehouse", home.toString())
        .assertMistake("There is no archive in " + home);
    call("archive", "maintain", "--archive.warehouse", home + "/none")
        .assertMistake("There is no archive in " + home + "/none");
  }

  @Test
  void whoCannotBeAReceiverIsNotForgotten() {
    call("archive", "forget", " ", "--archive.warehouse", home.toString())
        .assertMistake("RECEIVER is blank");
    call("archive", "forget", "x".repeat(4_097), "--archive.warehouse", home.toString())
        .assertMistake("RECEIVER is longer than 4,096 bytes");
    assertThat(home.resolve("forgotten")).doesNotExist();
  }

  @Test
  void whoIsNowhereIsForgottenAllTheSame() {
    Warehouse.of(OptionValues.of(Map.of("archive.warehouse", home.toString())))
        .create(ZoneId.of("UTC"))
        .close();
    Call looked =
        call("archive", "forget", "nobody", "--dry-run", "--archive.warehouse", home.toString());
    assertThat(looked.out()).contains("The archive holds 0 rows", "Redis was not asked");
    assertThat(home.resolve("forgotten")).doesNotExist();

    Call done = call("archive", "forget", "nobody", "--archive.warehouse", home.toString());
    assertThat(done.exitCode()).isZero();
    assertThat(done.out())
        .contains("Tombstone ", "0 rows of his taken out", "Time only  removes him from Kafka")
        .doesNotContain("nobody");
    assertThat(home.resolve("forgotten/key")).exists();
  }

  @Test
  void aDatabaseWithoutADriverIsRefused() {
    call(
            "archive",
            "maintain",
            "--archive.warehouse",
            home.toString(),
            "--archive.catalog",
            "jdbc:postgresql://127.0.0.1/x?password=hunter2")
        .assertMistake("archive.catalog is of a database that the archive has no driver for");
  }

  @Test
  void aDatabaseThatIsAwayIsTold() {
    Call away =
        call(
            "archive",
            "maintain",
            "--archive.warehouse",
            home.toString(),
            "--archive.catalog",
            "jdbc:mysql://127.0.0.1:1/austin",
            "--archive.catalog.password",
            "hunter2");
    away.assertMistake("archive.catalog cannot be used: ");
    assertThat(away.err()).doesNotContain("hunter2");
  }

  @Test
  void aFolderThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    assertThatThrownBy(
            () ->
                Warehouse.of(OptionValues.of(Map.of("archive.warehouse", file + "/archive")))
                    .create(ZoneId.of("UTC")))
        .hasMessageContaining("archive.warehouse is '" + file + "/archive', where no folder");
  }

  @Test
  void daysOfAnotherZoneAreRefused() {
    Warehouse warehouse =
        Warehouse.of(OptionValues.of(Map.of("archive.warehouse", home.toString())));
    warehouse.create(ZoneId.of("Asia/Shanghai")).close();
    assertThatThrownBy(() -> warehouse.create(ZoneId.of("UTC")))
        .hasMessageContaining("zone is 'UTC'")
        .hasMessageContaining("has days of Asia/Shanghai");
  }

  @Test
  void aClusterIsNotGivenAFileOfThisMachine() {
    assertThatThrownBy(
            () ->
                ArchiveJob.main(
                    new String[] {
                      "--kafka.bootstrap.servers", "127.0.0.1:1",
                      "--archive.warehouse", home.toString(),
                      "--preflight", "false"
                    }))
        .isInstanceOf(ProgramParametrizationException.class)
        .hasMessageContaining("archive.catalog is SQLite");
  }
}
