package io.austin.stream.cli.notify;

import static java.util.stream.Collectors.toCollection;

import io.austin.stream.common.NearestNames;
import io.austin.stream.functions.journey.Outcome;
import io.austin.stream.options.UsageException;
import io.austin.stream.redis.Tls;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The file of targets: YAML, with the targets by name. What is wrong with it is told by file, line
 * and key, and never with a value that may be a secret.
 */
public final class TargetsFile {
  private static final String URL = "url";
  private static final String CA = "ca";
  private static final String OUTCOMES = "outcomes";
  private static final String TEMPLATES = "templates";
  private static final List<String> SECRETS = List.of("secret", "secret-file", "secret-env");
  private static final List<String> KEYS =
      Stream.concat(Stream.of(URL, CA, OUTCOMES, TEMPLATES), SECRETS.stream()).toList();

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private static final String TEMPLATE = "\\d{1,7}";

  private final Path file;
  private final Map<String, String> environment;
  private final boolean allowHttp;

  private TargetsFile(Path file, Map<String, String> environment, boolean allowHttp) {
    this.file = file;
    this.environment = environment;
    this.allowHttp = allowHttp;
  }

  /**
   * Reads it.
   *
   * @param environment where {@code secret-env} finds secrets
   * @param allowHttp whether addresses may begin with http://
   * @throws UsageException naming the line and what is expected there
   */
  static List<Target> read(Path file, Map<String, String> environment, boolean allowHttp) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      return new TargetsFile(file, environment, allowHttp).targets(root);
    } catch (IOException unreadable) {
      throw new UsageException(
          "The file of targets %s cannot be read: %s. Correct notify.targets."
              .formatted(file, unreadable));
    } catch (YAMLException malformed) {
      throw new UsageException(
          "The file of targets %s is not YAML: %s"
              .formatted(
                  file, String.valueOf(malformed.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private List<Target> targets(Node root) {
    if (!(root instanceof MappingNode all) || all.getValue().isEmpty()) {
      throw new UsageException(
          file + " names no target; expected names, each with a url and a secret.");
    }
    return fields(all).entrySet().stream()
        .map(entry -> target(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Target target(String name, Node node) {
    if (!name.matches(NAME)) {
      throw wrong(
          node, "'" + name + "' is no target's name, which is of letters, digits and . _ -");
    }
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, name + " is no target; expected a url and a secret under it");
    }
    Map<String, Node> fields = fields(mapping);
    for (Map.Entry<String, Node> field : fields.entrySet()) {
      if (!KEYS.contains(field.getKey())) {
        String nearest = NearestNames.one(field.getKey(), KEYS);
        String unknown = "%s has %s, which is not known. Did you mean %s?";
        throw wrong(field.getValue(), unknown.formatted(name, field.getKey(), nearest));
      }
    }
    List<String> secrets = SECRETS.stream().filter(fields::containsKey).toList();
    if (!fields.containsKey(URL) || secrets.size() != 1) {
      String expected = "%s needs a url, and a secret as one of " + String.join(", ", SECRETS);
      throw wrong(node, expected.formatted(name));
    }
    return new Target(
        name,
        value(name, URL, fields, "an https address such as https://example.com/hook", this::url),
        value(name, secrets.get(0), fields, Signer.ACCEPTED, text -> signer(secrets.get(0), text)),
        new OutcomeFilter(
            listed(name, OUTCOMES, fields, this::kind), listed(name, TEMPLATES, fields, this::id)),
        fields.containsKey(CA)
            ? value(name, CA, fields, "a file of certificates in PEM", this::trusted)
            : Tls.trustingJavasOwn());
  }

  private URI url(String text) {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme());
      if (url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null
          && (scheme.equals("https") || (scheme.equals("http") && allowHttp))) {
        return new URI(url.toASCIIString());
      }
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException("malformed", malformed);
    }
    throw new IllegalArgumentException("no address for a webhook");
  }

  private Signer signer(String key, String text) {
    return switch (key) {
      case "secret-file" -> Signer.of(content(text));
      case "secret-env" -> Signer.of(environment.getOrDefault(text, ""));
      default -> Signer.of(text);
    };
  }

  private SSLContext trusted(String name) {
    return Tls.trusting(content(name));
  }

  /** A name is looked for beside the file. */
  private String content(String name) {
    Path named = file.resolveSibling(name);
    try {
      return Files.readString(named);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("unreadable", unreadable);
    }
  }

  private Outcome.Kind kind(ScalarNode node) {
    List<String> kinds = Arrays.stream(Outcome.Kind.values()).map(Enum::name).toList();
    if (!kinds.contains(node.getValue())) {
      String nearest = NearestNames.one(node.getValue(), kinds);
      String expected = "'%s' is no outcome; expected one of %s. Did you mean %s?";
      throw wrong(node, expected.formatted(node.getValue(), String.join(", ", kinds), nearest));
    }
    return Outcome.Kind.valueOf(node.getValue());
  }

  private Long id(ScalarNode node) {
    if (!node.getValue().matches(TEMPLATE)) {
      String expected = "'%s' is no template; expected its id, as 17";
      throw wrong(node, expected.formatted(node.getValue()));
    }
    return Long.valueOf(node.getValue());
  }

  /** A key's values; none where it is left out. */
  private <T> TreeSet<T> listed(
      String target, String key, Map<String, Node> fields, Function<ScalarNode, T> value) {
    Node node = fields.get(key);
    if (node == null) {
      return new TreeSet<>();
    }
    if (!(node instanceof SequenceNode list)
        || list.getValue().isEmpty()
        || !list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      throw wrong(node, key + " of " + target + " is no list, as [a, b]; left out, all are meant");
    }
    return list.getValue().stream()
        .map(ScalarNode.class::cast)
        .map(value)
        .collect(toCollection(TreeSet::new));
  }

  private <T> T value(
      String target,
      String key,
      Map<String, Node> fields,
      String expected,
      Function<String, T> of) {
    Node node = Objects.requireNonNull(fields.get(key), key);
    try {
      if (node instanceof ScalarNode scalar) {
        return of.apply(scalar.getValue());
      }
    } catch (IllegalArgumentException unfit) {
      // Told below: its own words may hold the secret.
    }
    String found = "%s of %s (what it says is not shown, it may hold a secret): expected %s";
    throw wrong(node, found.formatted(key, target, expected));
  }

  /** The values by key, in their order. */
  private Map<String, Node> fields(MappingNode mapping) {
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (fields.put(key, tuple.getValueNode()) != null) {
        throw wrong(tuple.getKeyNode(), key + " is there twice");
      }
    }
    return fields;
  }

  private UsageException wrong(Node at, String what) {
    return new UsageException(
        "%s, line %d: %s".formatted(file, at.getStartMark().getLine() + 1, what));
  }
}
