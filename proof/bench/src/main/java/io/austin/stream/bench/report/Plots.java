package io.austin.stream.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The images of a page.
 *
 * @param directory where their files go
 * @param fromPage how the page names that directory
 */
record Plots(Path directory, Path fromPage) {
  /** Keeps an image; returns the Markdown that shows it. */
  String add(String name, String alternative, String svg) throws IOException {
    String file = name + ".svg";
    Files.writeString(directory.resolve(file), svg);
    return "![%s](%s)\n"
        .formatted(alternative, fromPage.resolve(file).toString().replace('\\', '/'));
  }
}
