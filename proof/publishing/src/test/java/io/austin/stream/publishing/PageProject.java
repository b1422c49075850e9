package io.austin.stream.publishing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a page: each a block of code behind a line with nothing but its name in bold. */
final class PageProject {
  private static final Pattern FILE =
      Pattern.compile("(?m)^\\*\\*`([\\w./-]+)`\\*\\*$\\s+```\\w+\\n(.*?)^```$", Pattern.DOTALL);

  private final Path page;

  PageProject(Path page) {
    this.page = page;
  }

  void writeTo(Path project) throws IOException {
    Matcher files = FILE.matcher(Files.readString(page));
    while (files.find()) {
      Path file = project.resolve(files.group(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, files.group(2));
    }
  }
}
