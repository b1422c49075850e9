package io.austin.stream.console.history;

import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_ARCHIVE;

import io.austin.stream.console.history.ArchiveException.Reason;
import io.austin.stream.options.OptionValues;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archive that options name. */
public final class Archives {
  private static final Logger LOG = LoggerFactory.getLogger(Archives.class);

  private Archives() {}

  /** The archive; empty where none is named. Where nobody can read it, each answer says so. */
  public static Optional<Archive> of(OptionValues options) {
    return options.find(CONSOLE_ARCHIVE).map(folder -> archive(folder, options));
  }

  private static Archive archive(Path folder, OptionValues options) {
    return ServiceLoader.load(ArchiveProvider.class)
        .findFirst()
        .map(provider -> provider.archive(folder, options))
        .orElseGet(
            () -> {
              LOG.warn(
                  "console.archive is set, and its reader is not there:"
                      + " put austin-stream-archive-*.jar into lib");
              return new Unreadable();
            });
  }

  /** The console goes on without. */
  private static final class Unreadable implements Archive {
    @Override
    public ArchivedEvents ofReceiver(List<String> forms, long before, LocalDate from, int limit) {
      throw new ArchiveException(Reason.READER_MISSING);
    }

    @Override
    public ArchivedEvents ofMessage(List<String> forms, int limit) {
      throw new ArchiveException(Reason.READER_MISSING);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
