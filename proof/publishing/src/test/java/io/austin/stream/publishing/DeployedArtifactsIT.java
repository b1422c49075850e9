package io.austin.stream.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The artifacts as others get them: deployed into a folder, and used by projects that know nothing
 * else of this build.
 */
class DeployedArtifactsIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final String VERSION = System.getProperty("project.version");
  private static final String POMS = ":austin-stream,:austin-stream-bom";
  private static final String JARS =
      ":austin-stream-common,:austin-stream-redis,:austin-stream-options,:austin-stream-templates,"
          + ":austin-stream-functions,:austin-stream-kafka,:austin-stream-job,"
          + ":austin-stream-verify,:austin-stream-test";

  /** Kept between builds: what others' artifacts need is copied and downloaded once. */
  private static final Path REPOSITORY = Path.of("target", "repository").toAbsolutePath();

  @TempDir static Path folder;

  @BeforeAll
  static void deploy() throws Exception {
    deploy(POMS, "org.apache.maven.plugins:maven-deploy-plugin:deploy");
    deploy(
        JARS,
        "org.codehaus.mojo:flatten-maven-plugin:flatten",
        "org.apache.maven.plugins:maven-jar-plugin:jar",
        "org.apache.maven.plugins:maven-deploy-plugin:deploy");
    Files.writeString(folder.resolve("settings.xml"), settings());
    deleteOwn();
  }

  private static void deploy(String modules, String... goals) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(goals));
    arguments.addAll(List.of("-pl", modules));
    arguments.add("-DaltDeploymentRepository=deployed::" + deployed().toUri());
    Maven.in(ROOT, folder.resolve("deploy.log")).run(arguments);
  }

  private static Path deployed() {
    return folder.resolve("deployed");
  }

  /** What this build has downloaded serves as a repository too, so that little is downloaded. */
  private static String settings() {
    return """
    <settings>
      <profiles>
        <profile>
          <id>here</id>
          <repositories>%s%s</repositories>
          <pluginRepositories>%s</pluginRepositories>
        </profile>
      </profiles>
      <activeProfiles>
        <activeProfile>here</activeProfile>
      </activeProfiles>
    </settings>
    """
        .formatted(
            repository("repository", "deployed", deployed(), true),
            repository("repository", "downloaded", downloaded(), false),
            repository("pluginRepository", "downloaded", downloaded(), false));
  }

  private static Path downloaded() {
    return Path.of(System.getProperty("local.repository"));
  }

  private static String repository(String element, String id, Path folder, boolean snapshots) {
    return """
    <%s>
      <id>%s</id>
      <url>%s</url>
      <releases><enabled>%s</enabled><checksumPolicy>ignore</checksumPolicy></releases>
      <snapshots><enabled>%s</enabled></snapshots>
    </%s>
    """
        .formatted(element, id, folder.toUri(), !snapshots, snapshots, element);
  }

  /** Artifacts of an earlier run may not stand in for those of this one. */
  private static void deleteOwn() throws IOException {
    Path own = REPOSITORY.resolve(Path.of("io", "austin"));
    if (Files.exists(own)) {
      try (Stream<Path> files = Files.walk(own)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void aModuleOfAustinsUsesCommonOnJava8() throws Exception {
    Path project = copy("austin-module");

    build(project, "compile", "dependency:build-classpath", "-Dmdep.outputFile=classpath.txt");

    String classPath = Files.readString(project.resolve("classpath.txt"));
    assertThat(classPath).contains("austin-stream-common").doesNotContain("jspecify");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                project.resolve(Path.of("target", "classes")) + ":" + classPath,
                "com.example.Trace")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(java.getInputStream().readAllBytes()).lines())
        .containsExactly(
            "true", "60", "2.12.5", "Austin:MessageId:V1StGXR8_Z5jdHi6B-myT", "2022-12-24", "true");
  }

  /** The page's project, file by file as it stands there. */
  @Test
  void theJobOfThePageIsBuiltAndTested() throws Exception {
    Path project = Files.createDirectory(folder.resolve("own-job"));
    new PageProject(ROOT.resolve(Path.of("docs", "building-jobs.md"))).writeTo(project);

    build(project, "verify", "dependency:build-classpath", "-Dmdep.outputFile=classpath.txt");

    assertThat(project.resolve(Path.of("target", "surefire-reports")))
        .isDirectoryContaining("glob:**OnlyRealTimeTest.txt")
        .isDirectoryContaining("glob:**OwnJobTest.txt");
    assertThat(classesThatAreThereTwice(Files.readString(project.resolve("classpath.txt"))))
        .isEmpty();
  }

  /** At another place and time, by the same compiler. */
  @Test
  void whatIsBuiltAgainHasTheSameBytes() throws Exception {
    Path elsewhere = folder.resolve("built again");
    copyTree(ROOT, elsewhere, Set.of("target", ".git", ".repo", ".austin-stream"));
    List<String> modules = List.of("common", "redis", "options");

    Maven.in(elsewhere, folder.resolve("again.log"))
        .run(
            List.of(
                "package",
                "-DskipTests",
                "-Dmaven.repo.local=" + downloaded(),
                "-pl",
                modules.stream()
                    .map(":austin-stream-%s"::formatted)
                    .collect(Collectors.joining(","))));

    for (String module : modules) {
      Path jar =
          Path.of(
              "austin-stream-" + module,
              "target",
              "austin-stream-%s-%s.jar".formatted(module, VERSION));
      assertThat(elsewhere.resolve(jar)).hasSameBinaryContentAs(ROOT.resolve(jar));
    }
  }

  @Test
  void whatIsDeployedNeedsNoParent() throws IOException {
    assertThat(pom("austin-stream-common"))
        .doesNotContain("<parent>", "${", "<scope>compile</scope>")
        .contains("<version>" + VERSION + "</version>", "Apache-2.0");
    assertThat(pom("austin-stream-functions"))
        .doesNotContain("<parent>", "${", "austin-stream-test")
        .contains("<artifactId>austin-stream-common</artifactId>");
    assertThat(pom("austin-stream-job"))
        .as("what its classes need, also beside a jar that has all of it")
        .doesNotContain("<parent>", "${", "austin-stream-test")
        .contains("<artifactId>austin-stream-functions</artifactId>");
  }

  private static String pom(String artifact) throws IOException {
    Path versions = deployed().resolve(Path.of("io", "austin", artifact));
    try (Stream<Path> files = Files.walk(versions)) {
      Path pom = files.filter(it -> it.toString().endsWith(".pom")).findFirst().orElseThrow();
      return Files.readString(pom);
    }
  }

  private static Path copy(String name) throws IOException {
    Path to = folder.resolve(name);
    copyTree(Path.of("src", "test", "projects", name), to, Set.of());
    return to;
  }

  private static void copyTree(Path from, Path to, Set<String> without) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (without.contains(directory.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectory(to.resolve(from.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void build(Path project, String... goals) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(goals));
    arguments.add("-Daustin-stream.version=" + VERSION);
    arguments.add("-Dmaven.repo.local=" + REPOSITORY);
    arguments.add("-gs");
    arguments.add(folder.resolve("settings.xml").toString());
    Maven.in(project, project.resolve("build.log")).run(arguments);
  }

  private static Map<String, List<String>> classesThatAreThereTwice(String classPath)
      throws IOException {
    Map<String, List<String>> jars = new HashMap<>();
    for (String path : classPath.trim().split(":")) {
      try (JarFile jar = new JarFile(path)) {
        jar.stream()
            .map(entry -> entry.getName())
            .filter(it -> it.startsWith("io/austin/") && it.endsWith(".class"))
            .filter(it -> !it.endsWith("package-info.class"))
            .forEach(it -> jars.computeIfAbsent(it, key -> new ArrayList<>()).add(path));
      }
    }
    jars.values().removeIf(paths -> paths.size() == 1);
    return jars;
  }
}
