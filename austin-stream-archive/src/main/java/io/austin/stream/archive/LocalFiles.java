package io.austin.stream.archive;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Files of this machine or mounted there, by their paths. What was written is on the disk when its
 * stream is closed: the catalog, which names it then, is durable too.
 */
public final class LocalFiles implements FileIO {
  private static final long serialVersionUID = 1L;

  @Override
  public InputFile newInputFile(String path) {
    return org.apache.iceberg.Files.localInput(path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new DurableFile(path);
  }

  @Override
  public void deleteFile(String path) {
    try {
      Files.deleteIfExists(Path.of(path));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private record DurableFile(String location) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      if (Files.exists(Path.of(location))) {
        throw new AlreadyExistsException("%s is there already", location);
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        Path file = Path.of(location);
        Files.createDirectories(file.resolveSibling(""));
        return new DurableStream(new FileOutputStream(file.toFile()));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public InputFile toInputFile() {
      return org.apache.iceberg.Files.localInput(location);
    }

    @Override
    public String toString() {
      return location;
    }
  }

  private static final class DurableStream extends PositionOutputStream {
    private final FileOutputStream file;
    private long position;

    DurableStream(FileOutputStream file) {
      this.file = file;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      file.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      file.write(bytes, from, length);
      position += length;
    }

    @Override
    public void close() throws IOException {
      if (file.getChannel().isOpen()) {
        file.getFD().sync();
        file.close();
      }
    }
  }
}
