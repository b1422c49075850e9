package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The writer's rooms stand one above the other: none knows one above it. */
class RoomsTest {
  private static final Path WRITER = Path.of("src/main/java/io/austin/stream/functions/redis");
  private static final Pattern NEIGHBOUR =
      Pattern.compile("io\\.austin\\.stream\\.functions\\.redis\\.(?:(\\w+)\\.)?[A-Z]\\w*");

  /** From the ground up; the writer itself, in no room, is on top. */
  private static final List<String> ROOMS = List.of("wire", "views", "batch", "protocol", "");

  @Test
  void noRoomKnowsOneAboveIt() throws IOException {
    List<String> upwards = new ArrayList<>();
    for (Path file : files()) {
      int floor = ROOMS.indexOf(WRITER.relativize(file.getParent()).toString());
      assertThat(floor).as(file.toString()).isNotNegative();
      Matcher neighbour = NEIGHBOUR.matcher(codeOf(file));
      while (neighbour.find()) {
        String room = neighbour.group(1) == null ? "" : neighbour.group(1);
        if (ROOMS.indexOf(room) > floor) {
          upwards.add(file.getFileName() + " knows " + neighbour.group());
        }
      }
    }

    assertThat(upwards).isEmpty();
  }

  /** With imports, and without the package's own name and what comments say. */
  private static String codeOf(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("(?m)^package .*$", "")
        .replaceAll("(?s)/\\*.*?\\*/", "");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(WRITER)) {
      List<Path> sources = all.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(50);
      return sources;
    }
  }
}
