package io.austin.stream.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Files on the class path. */
final class Resources {
  private Resources() {}

  /** A file's bytes; empty where there is no such file. */
  static Optional<byte[]> find(String name) {
    try (InputStream file = Resources.class.getClassLoader().getResourceAsStream(name)) {
      return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + name, unreadable);
    }
  }

  /** The bytes of a file that is part of the console. */
  static byte[] require(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("there is no " + name));
  }
}
