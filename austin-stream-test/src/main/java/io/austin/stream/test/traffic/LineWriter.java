package io.austin.stream.test.traffic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes values as lines; a value that is none is an empty line. */
public final class LineWriter implements RecordWriter {
  private final OutputStream output;

  /** Lines to this stream. */
  public LineWriter(OutputStream output) {
    this.output = new BufferedOutputStream(output, 1 << 16);
  }

  @Override
  public void write(byte @Nullable [] value) throws IOException {
    output.write(value == null ? new byte[0] : value);
    output.write('\n');
  }

  @Override
  public void flush() throws IOException {
    output.flush();
  }

  @Override
  public void close() throws IOException {
    output.close();
  }
}
