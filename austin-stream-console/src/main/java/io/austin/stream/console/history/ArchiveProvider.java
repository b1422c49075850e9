package io.austin.stream.console.history;

import io.austin.stream.options.OptionValues;
import java.nio.file.Path;

/** Who reads archives; found as a service, in the archive's jar. */
public interface ArchiveProvider {
  /**
   * The archive in a folder. Nothing is looked at before the first question.
   *
   * @throws io.austin.stream.options.UsageException when its catalog is of a kind that nobody knows
   */
  Archive archive(Path folder, OptionValues options);
}
