package io.austin.stream.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that ops submit or put beside the commands, opened and run as a cluster runs it. */
class ArchiveJarIT {
  private static final Path JAR = Path.of(System.getProperty("archive.jar"));

  /** What a cluster has: Flink without its tables, and what Flink needs. */
  private static final String ON_A_CLUSTER =
      ".*/(flink-(?!connector-(?:kafka|base)|test|table)|slf4j|log4j|commons-|kryo|objenesis|minlog|chill|scala)"
          + "[^/]*\\.jar";

  @TempDir Path folder;

  @Test
  void holdsTheArchiveAndNoOtherCommands() throws IOException {
    assertThat(entries())
        .contains(
            "io/austin/stream/archive/ArchiveJob.class",
            "org/apache/iceberg/flink/sink/IcebergSink.class",
            "org/sqlite/JDBC.class",
            "org/mariadb/jdbc/Driver.class")
        .noneMatch(entry -> entry.matches("io/austin/stream/(cli|console|verify|test)/.*"))
        .noneMatch(entry -> entry.matches("org/(duckdb|slf4j|apache/log(4j|ging))/.*"))
        .noneMatch(entry -> entry.matches("org/apache/flink/(api|runtime|core|streaming/api)/.*"))
        .noneMatch(entry -> entry.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
  }

  @Test
  void makesTablesAndAPlanWithNothingButFlinkBesideIt() throws Exception {
    try (URLClassLoader cluster = cluster()) {
      Class<?> options = cluster.loadClass("io.austin.stream.options.OptionValues");
      Class<?> environments =
          cluster.loadClass(
              "org.apache.flink.streaming.api.environment.StreamExecutionEnvironment");
      Object environment = environments.getMethod("getExecutionEnvironment").invoke(null);
      Object values =
          options
              .getMethod("of", Map.class)
              .invoke(
                  null,
                  Map.of(
                      "kafka.bootstrap.servers", "k:9092", "archive.warehouse", folder.toString()));
      Method define =
          cluster
              .loadClass("io.austin.stream.archive.ArchiveJob")
              .getDeclaredMethod("define", environments, options);
      define.setAccessible(true);

      define.invoke(null, environment, values);

      assertThat((String) environments.getMethod("getExecutionPlan").invoke(environment))
          .contains("Trace events", "Archive rows", "archive-events", "archive-dead_letters");
      assertThat(folder.resolve("austin/events/metadata")).isNotEmptyDirectory();
    }
  }

  private static URLClassLoader cluster() throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(JAR.toUri().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.matches(ON_A_CLUSTER)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")).toList();
    }
  }
}
