package io.austin.stream.test.traffic;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file as they are, good events or not; an empty line is an empty value. */
public final class FileValues implements Values {
  private static final int END = -1;
  private static final int UNREAD = -2;

  private final InputStream input;
  private int next = UNREAD;

  private FileValues(InputStream input) {
    this.input = new BufferedInputStream(input, 1 << 16);
  }

  /** The lines of this file. */
  public static FileValues of(Path file) throws IOException {
    return of(Files.newInputStream(file));
  }

  /** The lines of an input, which may come later; it is closed with the values. */
  public static FileValues of(InputStream input) {
    return new FileValues(input);
  }

  @Override
  public boolean hasNext() throws IOException {
    if (next == UNREAD) {
      next = input.read();
    }
    return next != END;
  }

  @Override
  public byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    while (hasNext() && next != '\n') {
      line.write(next);
      next = UNREAD;
    }
    if (next == '\n') {
      next = UNREAD;
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
