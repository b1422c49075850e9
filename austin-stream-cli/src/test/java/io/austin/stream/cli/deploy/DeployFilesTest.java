package io.austin.stream.cli.deploy;

import static io.austin.stream.cli.deploy.DeployFiles.DEPLOY;
import static io.austin.stream.cli.deploy.DeployFiles.ROOT;
import static io.austin.stream.cli.deploy.DeployFiles.compose;
import static io.austin.stream.cli.deploy.DeployFiles.kubernetes;
import static io.austin.stream.cli.deploy.DeployFiles.pom;
import static io.austin.stream.cli.deploy.DeployFiles.texts;
import static io.austin.stream.cli.deploy.DeployFiles.version;
import static io.austin.stream.cli.deploy.DeployFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.austin.stream.job.AustinStreamJob;
import io.austin.stream.job.InsightsJob;
import io.austin.stream.options.ConsoleOptionDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The deployment files are whole, agree with the build and each other, and hold no secret. Nothing
 * is started.
 */
class DeployFilesTest {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?im)^[ -]*[\\w.-]*(?:password|token|secret|requirepass|auth)\\w*[:=] *(.+)$");

  private static final Pattern USER_INFO = Pattern.compile("redis://[^:@\\s]*:([^@\\s]+)@");

  @Test
  void yamlAndJsonParse() throws IOException {
    int parsed = 0;
    for (Path file : DeployFiles.all()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".yml") || name.endsWith(".yaml")) {
        assertThat(yaml(file)).as(name).isNotEmpty();
        parsed++;
      } else if (name.endsWith(".json")) {
        assertThat(new ObjectMapper().readTree(file.toFile()).isObject()).as(name).isTrue();
        parsed++;
      }
    }
    assertThat(parsed).isGreaterThan(8);
  }

  @Test
  void imagesHaveTheProjectsVersionsAndNeverTheLatest() throws IOException {
    Set<String> images = new HashSet<>();
    compose().get("services").forEach(service -> images.add(service.get("image").asText()));
    images.add(kubernetes("flinkdeployment.yaml").at("/spec/image").asText());
    images.add(kubernetes("insights.yaml").at("/spec/image").asText());
    images.add(kubernetes("console.yaml").at("/spec/template/spec/containers/0/image").asText());
    images.add(kubernetes("notify.yaml").at("/spec/template/spec/containers/0/image").asText());
    images.add(kubernetes("tools.yaml").at("/spec/template/spec/containers/0/image").asText());
    for (String dockerfile : List.of("job", "console", "cli")) {
      images.add(from(dockerfile));
    }

    assertThat(images)
        .allMatch(image -> image.matches("[a-z0-9-]+(/[a-z0-9-]+)?:[A-Za-z]?\\d[\\w.-]+"))
        .noneMatch(image -> image.endsWith("latest"))
        .contains(
            "apache/kafka:" + pom("kafka.version"),
            "flink:" + pom("flink.version") + "-java17",
            "austin-stream-job:" + version(),
            "austin-stream-console:" + version(),
            "austin-stream-cli:" + version());
    String[] flink = pom("flink.version").split("\\.");
    assertThat(kubernetes("flinkdeployment.yaml").at("/spec/flinkVersion").asText())
        .isEqualTo("v" + flink[0] + "_" + flink[1]);
  }

  @Test
  void jarsAndClassesAreThoseOfTheBuild() throws IOException {
    String job = Files.readString(DEPLOY.resolve("job/Dockerfile"));
    String console = Files.readString(DEPLOY.resolve("console/Dockerfile"));
    JsonNode deployment = kubernetes("flinkdeployment.yaml");

    assertThat(job)
        .contains("COPY job/austin-stream-job-" + version() + ".jar ")
        .contains(
            deployment.at("/spec/job/jarURI").asText().replace("local://", " "),
            "-t austin-stream-job:" + version());
    assertThat(console).contains("COPY console/austin-stream-console-" + version() + "-all.jar ");
    assertThat(deployment.at("/spec/job/entryClass").asText())
        .isEqualTo(AustinStreamJob.class.getName());
    assertThat(compose().at("/services/jobmanager/command"))
        .extracting(JsonNode::asText)
        .containsExactly("standalone-job", "--job-classname", AustinStreamJob.class.getName());
    assertThat(kubernetes("insights.yaml").at("/spec/job/entryClass").asText())
        .isEqualTo(InsightsJob.class.getName());
    assertThat(kubernetes("insights.yaml").at("/spec/job/jarURI"))
        .isEqualTo(deployment.at("/spec/job/jarURI"));
    assertThat(compose().at("/services/insights-jobmanager/command"))
        .extracting(JsonNode::asText)
        .containsExactly("standalone-job", "--job-classname", InsightsJob.class.getName());
  }

  @Test
  void noSecretIsWritten() throws IOException {
    for (Path file : DeployFiles.all()) {
      String text = Files.readString(file);
      Stream.concat(SECRET.matcher(text).results(), USER_INFO.matcher(text).results())
          .map(found -> found.group(1).strip())
          .forEach(
              value ->
                  assertThat(value)
                      .as("a secret in " + file)
                      .matches("(\\$\\{\\w+:\\?[^}]*\\}|REPLACE|\\|)"));
    }
    String compose = Files.readString(DEPLOY.resolve("docker-compose.yml"));
    List<String> example = Files.readAllLines(DEPLOY.resolve(".env.example"));
    assertThat(DeployFiles.variables(compose))
        .allSatisfy(
            variable -> assertThat(example).anyMatch(line -> line.startsWith(variable + "=")));
    assertThat(example.stream().filter(line -> line.matches("\\w*(PASSWORD|TOKEN)=.*")))
        .allMatch(line -> line.endsWith("="));
    assertThat(ConsoleOptionDefinitions.CONSOLE_TOKEN.type().accepted()).contains("16");
    assertThat(
            texts(kubernetes("secret.yaml").get("stringData")).get("AUSTIN_STREAM_CONSOLE_TOKEN"))
        .hasSizeLessThan(16);
  }

  @Test
  void theCommandsInTheReadmeNameWhatThereIs() throws IOException {
    String readme = Files.readString(DEPLOY.resolve("README.md"));
    Matcher files = Pattern.compile("(?:-f |cp )(deploy/[\\w./-]+)").matcher(readme);
    int found = 0;
    while (files.find()) {
      assertThat(ROOT.resolve(files.group(1))).exists();
      found++;
    }
    assertThat(found).isGreaterThan(8);
    JsonNode services = compose().get("services");
    assertThat(services.has("taskmanager")).isTrue();
    for (JsonNode service : services) {
      for (JsonNode port : service.path("ports")) {
        String published = port.asText().split(":")[1];
        assertThat(readme.contains("127.0.0.1:" + published) || published.equals("6379"))
            .as(port.asText())
            .isTrue();
      }
    }
    for (String build : List.of("job", "console", "cli")) {
      String dockerfile = Files.readString(DEPLOY.resolve(build).resolve("Dockerfile"));
      Matcher command = Pattern.compile("# +(docker build .*)").matcher(dockerfile);
      assertThat(command.find()).isTrue();
      assertThat(readme).contains(command.group(1));
    }
  }

  private static String from(String dockerfile) throws IOException {
    return Files.readAllLines(DEPLOY.resolve(dockerfile).resolve("Dockerfile")).stream()
        .filter(line -> line.startsWith("FROM "))
        .map(line -> line.substring("FROM ".length()))
        .findFirst()
        .orElseThrow();
  }
}
