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

  private final InputStream input;
  private int next;

  private FileValues(InputStream input) throws IOException {
    this.input = input;
    this.next = input.read();
  }

  /** The lines of this file. */
  public static FileValues of(Path file) throws IOException {
    return new FileValues(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  @Override
  public boolean hasNext() {
    return next != END;
  }

  @Override
  public byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    while (next != '\n' && next != END) {
      line.write(next);
      next = input.read();
    }
    if (next == '\n') {
      next = input.read();
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
