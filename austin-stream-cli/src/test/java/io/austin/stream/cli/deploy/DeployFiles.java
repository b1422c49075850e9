package io.austin.stream.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.OptionsCommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The files in {@code deploy}, and the versions in the project's pom. */
final class DeployFiles {
  static final Path ROOT = Path.of("..");
  static final Path DEPLOY = ROOT.resolve("deploy");

  /** Flink's settings of our reporter begin so. */
  static final String REPORTER = "metrics.reporter.prom.";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE =
      Pattern.compile("(?<!\\$)\\$\\{(\\w+)(?::([-?])([^}]*))?\\}");

  private DeployFiles() {}

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The documents of a YAML file. */
  static List<JsonNode> yaml(Path file) throws IOException {
    return yaml(Files.readString(file));
  }

  static List<JsonNode> yaml(String text) {
    List<JsonNode> documents = new ArrayList<>();
    new Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(text)
        .forEach(document -> documents.add(JSON.valueToTree(document)));
    return documents;
  }

  static JsonNode compose() throws IOException {
    return yaml(DEPLOY.resolve("docker-compose.yml")).get(0);
  }

  static JsonNode kubernetes(String file) throws IOException {
    return yaml(DEPLOY.resolve("kubernetes").resolve(file)).get(0);
  }

  /** The texts of an object's fields. */
  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.fields().forEachRemaining(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  /** A text of the compose file with its variables' defaults, or a value for those without. */
  static String substituted(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "-".equals(found.group(2)) ? found.group(3) : "0123456789abcdef"));
  }

  static List<String> variables(String text) {
    return VARIABLE.matcher(text).results().map(found -> found.group(1)).distinct().toList();
  }

  /** A property of the project's pom. */
  static String pom(String property) throws IOException {
    Matcher value =
        Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    if (!value.find()) {
      throw new IllegalStateException("pom.xml has no " + property);
    }
    return value.group(1);
  }

  /** The project's version, the first there is in its pom. */
  static String version() throws IOException {
    return pom("version");
  }

  /** What a service of the compose file has in its environment. */
  static Map<String, String> environment(JsonNode service) {
    Map<String, String> environment = new TreeMap<>();
    texts(service.get("environment"))
        .forEach((name, text) -> environment.put(name, substituted(text)));
    return environment;
  }

  /** Throws where an option is unknown, invalid or missing. */
  static OptionValues read(List<Option<?>> options, Map<String, String> environment) {
    OptionsCommandLine line = OptionsCommandLine.of(options);
    CommandSpec spec = CommandSpec.create();
    line.addTo(spec);
    return line.read(new CommandLine(spec).parseArgs(), environment);
  }

  /** Flink's settings in the compose file. */
  static Map<String, String> composeFlink() throws IOException {
    String properties = compose().at("/services/taskmanager/environment/FLINK_PROPERTIES").asText();
    return texts(yaml(properties).get(0));
  }

  /** Flink's settings in Kubernetes. */
  static Map<String, String> kubernetesFlink() throws IOException {
    JsonNode spec = kubernetes("flinkdeployment.yaml").get("spec");
    Map<String, String> settings = texts(spec.get("flinkConfiguration"));
    settings.put(
        "taskmanager.memory.process.size", spec.at("/taskManager/resource/memory").asText());
    settings.put("jobmanager.memory.process.size", spec.at("/jobManager/resource/memory").asText());
    return settings;
  }

  /** The first container of a pod. */
  static JsonNode container(JsonNode podTemplate) {
    return podTemplate.at("/spec/containers/0");
  }
}
