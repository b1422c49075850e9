package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.StopRequest;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs the commands that {@link DocumentedCommands} has for a test, one after the other. */
final class PageWalk implements AutoCloseable {
  private final Path home;
  private final Map<String, String> places;
  private final Iterator<String> commands;
  private final List<Running> started = new ArrayList<>();

  /**
   * A walk.
   *
   * @param places what stands in place of the page's files and servers
   */
  PageWalk(String test, Path home, Map<String, String> places) {
    this.home = home;
    this.places = places;
    this.commands = DocumentedCommands.commandsOf(test).iterator();
  }

  /** Runs the next command, which has to be this one, to its end. */
  Call next(String command) {
    return Call.of(home, words(command, List.of()));
  }

  /** Starts the next command, which has to be this one, with some more arguments. */
  Running start(String command, String... more) {
    return startAnother(words(command, List.of(more)));
  }

  /** Starts a command that the page does not have. */
  Running startAnother(String... words) {
    StopRequest stop = new StopRequest();
    Running running =
        new Running(
            stop,
            CompletableFuture.supplyAsync(
                () -> Call.of(home, OutputStream.nullOutputStream(), stop, words)));
    started.add(running);
    return running;
  }

  /** The words of the next command, which has to be this one. */
  String[] words(String command) {
    return words(command, List.of());
  }

  private String[] words(String command, List<String> more) {
    assertThat(commands.hasNext()).as("the page has a further command").isTrue();
    String line = commands.next();
    assertThat(line).as("the page").startsWith(DocumentedCommands.COMMAND + command);
    List<String> words = new ArrayList<>();
    for (String word : line.substring(DocumentedCommands.COMMAND.length()).split(" ")) {
      words.add(places.getOrDefault(word, word));
    }
    words.addAll(more);
    return words.toArray(String[]::new);
  }

  /** Stops what still runs; fails unless every command was run. */
  @Override
  public void close() {
    started.forEach(running -> running.stop().make());
    started.forEach(running -> running.end().join());
    assertThat(commands).as("not run of the page").isExhausted();
  }

  /**
   * A command that goes on until it is stopped.
   *
   * @param end its end
   */
  record Running(StopRequest stop, CompletableFuture<Call> end) {
    /** Stops it, in good order. */
    Call stopped() {
      stop.make();
      Call call = end.join();
      assertThat(call.exitCode()).as(call.err()).isZero();
      return call;
    }
  }
}
