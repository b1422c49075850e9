package io.austin.stream.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.test.server.RedisExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The jar that ops run, run. */
@Timeout(60)
class ConsoleJarIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final Path JAR = Path.of(System.getProperty("console.jar"));
  private static final long MAX_BYTES = 16L << 20;

  @Test
  void serves() throws Exception {
    Process console = start("--redis.uri", redis.uri(), "--console.port", "0");
    try (BufferedReader out = console.inputReader(UTF_8)) {
      String line = out.readLine();

      assertThat(line).startsWith("The console is at http://127.0.0.1:");
      String address = line.substring(line.indexOf("http"));
      assertThat(read(address + "/api/v1/health"))
          .contains("\"up\"", System.getProperty("console.version"));
      assertThat(read(address + "/assets/echarts.js")).contains("echarts");
      assertThat(read(address + "/api/v1/openapi.yaml")).contains("openapi: 3.1.0");
    } finally {
      console.destroy();
    }
    assertThat(console.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aMistakeIsOneLine() throws Exception {
    Process console = start("--redis.uri", redis.uri(), "--console.host", "0.0.0.0");

    assertThat(new String(console.getErrorStream().readAllBytes(), UTF_8).lines())
        .singleElement()
        .asString()
        .contains("set console.token");
    assertThat(console.waitFor()).isEqualTo(2);
  }

  @Test
  void isSmallUnsignedAndWithoutTestCode() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains("META-INF/services/java.sql.Driver")
          .noneMatch(entry -> entry.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"))
          .noneMatch(entry -> entry.matches("org/(junit|apache/(flink|kafka))/.*|org/h2/.*"))
          .noneMatch(entry -> entry.startsWith("io/austin/stream/test/"));
    }
    assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
  }

  private static Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).start();
  }

  private static String read(String address) throws IOException {
    try (InputStream body = URI.create(address).toURL().openStream()) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }
}
