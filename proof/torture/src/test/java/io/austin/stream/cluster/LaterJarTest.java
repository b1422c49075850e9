package io.austin.stream.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The copy of a jar that says it is the next version. */
class LaterJarTest {
  @ParameterizedTest
  @CsvSource({"1.0.0-SNAPSHOT, 1.0.1", "1.0.9, 1.0.10", "2.3-rc.4, 2.4", "7, 8"})
  void theNextVersionHasTheNextNumber(String version, String next) {
    assertThat(LaterJar.next(version)).isEqualTo(next);
  }

  @Test
  void aVersionWithoutANumberHasNoNext() {
    assertThatThrownBy(() -> LaterJar.next("development"))
        .hasMessage("the jar's version has no number: development");
  }

  @Test
  void onlyTheVersionDiffers(@TempDir Path directory) throws IOException {
    Path original = directory.resolve("job.jar");
    write(original);

    LaterJar later = LaterJar.of(original, directory);

    try (JarFile jar = new JarFile(later.path().toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      assertThat(attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION)).isEqualTo("1.0.1");
      assertThat(attributes.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("a.Main");
      assertThat(jar.getInputStream(jar.getEntry("a/Main.class"))).hasContent("content");
    }
    assertThat(later.version()).isEqualTo("1.0.1");
  }

  private static void write(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "a.Main");
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.0.0-SNAPSHOT");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new ZipEntry("a/Main.class"));
      out.write("content".getBytes(UTF_8));
    }
  }
}
