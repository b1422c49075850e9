package io.austin.stream.bench.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file of results: JSON, its names those of the records' components. */
public final class ResultFile {
  /** What is beyond is noise, and would make every line of a later result another one. */
  private static final MathContext FIVE_DIGITS = new MathContext(5, RoundingMode.HALF_UP);

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Rounded())
                  .addSerializer(double.class, new Rounded()))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ResultFile() {}

  /** Writes a result, in place of what the file held. */
  public static void write(Path file, Object result) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, MAPPER.writeValueAsString(result) + "\n");
  }

  /** Reads a result; nothing where there is no such file. */
  public static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    return Files.exists(file)
        ? Optional.of(MAPPER.readValue(file.toFile(), type))
        : Optional.empty();
  }

  private static final class Rounded extends JsonSerializer<Double> {
    @Override
    public void serialize(Double number, JsonGenerator json, SerializerProvider ignored)
        throws IOException {
      if (Double.isFinite(number)) {
        json.writeNumber(
            new BigDecimal(number).round(FIVE_DIGITS).stripTrailingZeros().toPlainString());
      } else {
        json.writeNull();
      }
    }
  }
}
