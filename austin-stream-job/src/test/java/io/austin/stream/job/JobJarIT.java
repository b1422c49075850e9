package io.austin.stream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar that ops submit, opened and run the way a cluster runs it. */
class JobJarIT {
  private static final Path JAR = Path.of(System.getProperty("job.jar"));
  private static final String MAIN = "io.austin.stream.job.AustinStreamJob";
  private static final String INSIGHTS = "io.austin.stream.job.InsightsJob";
  private static final long MAX_BYTES = 32L << 20;

  /** What a cluster has: Flink, and what Flink needs. The rest must come out of the jar. */
  private static final String NOT_ON_A_CLUSTER =
      ".*/(austin-stream|jedis|redis-authx|gson|json-|commons-pool2|jackson|kafka|picocli|zstd|lz4"
          + "|snappy|flink-connector-(kafka|base)|flink-test|embedded-redis)[^/]*\\.jar|.*classes/?";

  @Test
  void holdsTheJobAndWhatItNeeds() throws IOException {
    assertThat(entries())
        .contains(
            MAIN.replace('.', '/') + ".class",
            "io/austin/stream/functions/ParseEvents.class",
            "io/austin/stream/common/AnchorInfo.class",
            "org/apache/flink/connector/kafka/source/KafkaSource.class",
            "org/apache/flink/connector/base/DeliveryGuarantee.class",
            "org/apache/kafka/clients/consumer/KafkaConsumer.class",
            "redis/clients/jedis/Jedis.class",
            "com/fasterxml/jackson/databind/ObjectMapper.class", // for Kafka's OAUTHBEARER
            "org/snakeyaml/engine/v2/api/lowlevel/Compose.class", // rules for alerts
            "picocli/CommandLine.class",
            "META-INF/services/org.apache.kafka.common.config.provider.ConfigProvider")
        .doesNotHaveDuplicates();
  }

  @Test
  void leavesToTheClusterWhatIsTheClusters() throws IOException {
    assertThat(entries())
        .noneMatch(entry -> entry.matches("org/apache/flink/(api|runtime|core|streaming/api)/.*"))
        .noneMatch(entry -> entry.matches("org/(slf4j|apache/log4j|apache/logging)/.*"))
        .noneMatch(entry -> entry.matches("ch/qos/logback/.*|log4j.*\\.(xml|properties)"))
        .noneMatch(entry -> entry.matches("org/junit/.*|io/austin/stream/test/.*"));
  }

  @Test
  void isUnsignedAndOfASizeToUpload() throws IOException {
    assertThat(entries())
        .noneMatch(entry -> entry.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"))
        .noneMatch(entry -> entry.endsWith("module-info.class"));
    assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
  }

  @Test
  void itsManifestNamesTheMainClassAndTheVersion() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();

      assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo(MAIN);
      assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
          .isEqualTo(System.getProperty("job.version"));
    }
  }

  @Test
  void runsWithNothingButFlinkBesideIt() throws Exception {
    try (URLClassLoader cluster = cluster(List.of());
        URLClassLoader job = cluster(List.of(JAR))) {
      assertThatThrownBy(() -> cluster.loadClass("redis.clients.jedis.Jedis"))
          .isInstanceOf(ClassNotFoundException.class);

      assertThat(printedBy(() -> main(job, "--version")))
          .isEqualTo("austin-stream " + System.getProperty("job.version"));
      assertThatThrownBy(() -> main(job, "--kafka.topics=x"))
          .hasMessage("Unknown option: --kafka.topics. Did you mean --kafka.topic?");
      assertThat(planOf(MAIN, job)).contains("Trace events", "Redis pipeline", "Dead letters");
      assertThat(planOf(INSIGHTS, job)).contains("Fold journeys", "Journeys in Redis");
    }
  }

  /** What Flink would execute, as text. */
  private static String planOf(String main, ClassLoader job) throws Exception {
    Class<?> options = job.loadClass("io.austin.stream.options.OptionValues");
    Class<?> environments =
        job.loadClass("org.apache.flink.streaming.api.environment.StreamExecutionEnvironment");
    Object environment = environments.getMethod("getExecutionEnvironment").invoke(null);
    Map<String, String> texts =
        Map.of(
            "kafka.bootstrap.servers", "k:9092",
            "redis.uri", "redis://r:6379/0",
            "dead-letter.topic", "dead");
    Object values = options.getMethod("of", Map.class).invoke(null, texts);
    job.loadClass(main)
        .getMethod("define", environments, options)
        .invoke(null, environment, values);
    return (String) environments.getMethod("getExecutionPlan").invoke(environment);
  }

  private static void main(ClassLoader job, String... args) throws Throwable {
    Method main = job.loadClass(MAIN).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) args);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static URLClassLoader cluster(List<Path> jars) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.matches(NOT_ON_A_CLUSTER)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static String printedBy(Run run) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      run.run();
    } catch (Throwable thrown) {
      throw new AssertionError(thrown);
    } finally {
      System.setOut(out);
    }
    return printed.toString(UTF_8).strip();
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")).toList();
    }
  }

  @FunctionalInterface
  private interface Run {
    void run() throws Throwable;
  }
}
