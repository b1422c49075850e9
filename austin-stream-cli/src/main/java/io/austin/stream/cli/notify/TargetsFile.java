package io.austin.stream.cli.notify;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.austin.stream.common.NearestNames;
import io.austin.stream.functions.alert.AlertRule.Severity;
import io.austin.stream.functions.journey.Outcome;
import io.austin.stream.options.UsageException;
import io.austin.stream.redis.Tls;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private static final String KIND = "kind";
  private static final String CA = "ca";
  private static final String OUTCOMES = "outcomes";
  private static final String TEMPLATES = "templates";
  private static final String SEVERITIES = "severities";
  private static final String LANGUAGE = "language";
  private static final List<String> URLS = List.of("url", "url-file", "url-env");
  private static final List<String> SECRETS = List.of("secret", "secret-file", "secret-env");

  /** What a target may be, and which keys it has beside those of all. */
  private enum Kind {
    OUTCOMES(true, List.of(TargetsFile.OUTCOMES, TEMPLATES)),
    INCIDENTS(true, List.of(SEVERITIES)),
    ALERTMANAGER(false, List.of(SEVERITIES)),
    DINGTALK(false, List.of(SEVERITIES, LANGUAGE)),
    FEISHU(false, List.of(SEVERITIES, LANGUAGE)),
    WECOM(false, List.of(SEVERITIES, LANGUAGE));

    private final boolean needsSecret;
    private final List<String> keys;

    Kind(boolean needsSecret, List<String> keys) {
      this.needsSecret = needsSecret;
      this.keys =
          Stream.of(
                  List.of(KIND, CA),
                  URLS,
                  name().equals("WECOM") ? List.<String>of() : SECRETS,
                  keys)
              .flatMap(List::stream)
              .toList();
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private static final String TEMPLATE = "\\d{1,7}";

  private final Path file;
  private final Map<String, String> environment;
  private final boolean allowHttp;
  private final Duration every;

  private TargetsFile(
      Path file, Map<String, String> environment, boolean allowHttp, Duration every) {
    this.file = file;
    this.environment = environment;
    this.allowHttp = allowHttp;
    this.every = every;
  }

  /**
   * Reads it.
   *
   * @param environment where {@code secret-env} finds secrets
   * @param allowHttp whether addresses may begin with http://
   * @param every how often those that forget incidents are told of them
   * @throws UsageException naming the line and what is expected there
   */
  static List<Target> read(
      Path file, Map<String, String> environment, boolean allowHttp, Duration every) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      return new TargetsFile(file, environment, allowHttp, every).targets(root);
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
    Kind kind = kind(name, fields);
    for (Map.Entry<String, Node> field : fields.entrySet()) {
      if (!kind.keys.contains(field.getKey())) {
        String nearest = NearestNames.question(field.getKey(), kind.keys);
        String unknown = "%s has %s, which is not known%s.%s";
        String of = kind == Kind.OUTCOMES ? "" : " of kind " + kind.word();
        throw wrong(field.getValue(), unknown.formatted(name, field.getKey(), of, nearest));
      }
    }
    List<String> urls = URLS.stream().filter(fields::containsKey).toList();
    List<String> secrets = SECRETS.stream().filter(fields::containsKey).toList();
    if (urls.size() != 1 || secrets.size() > 1 || kind.needsSecret && secrets.isEmpty()) {
      String expected = "%s needs a url%s";
      String secret = ", and a secret as one of " + String.join(", ", SECRETS);
      throw wrong(
          node, expected.formatted(name, kind.needsSecret || secrets.size() > 1 ? secret : ""));
    }
    String urlKey = urls.get(0);
    return new Target(
        name,
        value(
            name,
            urlKey,
            fields,
            "an https address such as https://example.com/hook",
            text -> url(held(urlKey, text))),
        telling(kind, name, secrets, fields),
        fields.containsKey(CA)
            ? value(name, CA, fields, "a file of certificates in PEM", this::trusted)
            : Tls.trustingJavasOwn());
  }

  private Kind kind(String name, Map<String, Node> fields) {
    if (!fields.containsKey(KIND)) {
      return Kind.OUTCOMES;
    }
    return oneOf(
        name, KIND, fields, Arrays.stream(Kind.values()).collect(toMap(Kind::word, it -> it)));
  }

  private Telling telling(Kind kind, String name, List<String> secrets, Map<String, Node> fields) {
    if (kind == Kind.OUTCOMES) {
      OutcomeFilter filter =
          new OutcomeFilter(
              listed(name, OUTCOMES, fields, this::outcome),
              listed(name, TEMPLATES, fields, this::id));
      return new SignedEvents(false, signer(name, secrets.get(0), fields), filter);
    }
    IncidentFilter filter = new IncidentFilter(listed(name, SEVERITIES, fields, this::severity));
    if (kind == Kind.INCIDENTS) {
      return new SignedEvents(true, signer(name, secrets.get(0), fields), filter);
    }
    Optional<String> secret =
        secrets.stream()
            .findFirst()
            .map(key -> value(name, key, fields, "a secret", text -> plain(held(key, text))));
    return switch (kind) {
      case DINGTALK -> new Robot(Robot.Dialect.DINGTALK, filter, secret, language(name, fields));
      case FEISHU -> new Robot(Robot.Dialect.FEISHU, filter, secret, language(name, fields));
      case WECOM -> new Robot(Robot.Dialect.WECOM, filter, secret, language(name, fields));
      default -> new Alertmanager(filter, secret, every);
    };
  }

  private Digest.Language language(String name, Map<String, Node> fields) {
    return fields.containsKey(LANGUAGE)
        ? oneOf(
            name,
            LANGUAGE,
            fields,
            Map.of("en", Digest.Language.ENGLISH, "zh", Digest.Language.CHINESE))
        : Digest.Language.CHINESE;
  }

  private <T> T oneOf(String target, String key, Map<String, Node> fields, Map<String, T> words) {
    Node node = Objects.requireNonNull(fields.get(key), key);
    String given = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    T found = words.get(given);
    if (found == null) {
      List<String> known = words.keySet().stream().sorted().toList();
      String expected = "%s of %s is '%s'; expected one of %s.%s";
      throw wrong(
          node,
          expected.formatted(
              key, target, given, String.join(", ", known), NearestNames.question(given, known)));
    }
    return found;
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

  private Signer signer(String name, String key, Map<String, Node> fields) {
    return value(name, key, fields, Signer.ACCEPTED, text -> Signer.of(held(key, text)));
  }

  /** What goes into a header or a signature, in one piece. */
  private static String plain(String secret) {
    if (!secret.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException("no secret");
    }
    return secret;
  }

  /** What a key says, or what is in the file or the environment variable that it names. */
  private String held(String key, String text) {
    if (key.endsWith("-file")) {
      return content(text).strip();
    }
    return key.endsWith("-env") ? environment.getOrDefault(text, "").strip() : text;
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

  private Outcome.Kind outcome(ScalarNode node) {
    List<String> kinds = Arrays.stream(Outcome.Kind.values()).map(Enum::name).toList();
    if (!kinds.contains(node.getValue())) {
      String nearest = NearestNames.question(node.getValue(), kinds);
      String expected = "'%s' is no outcome; expected one of %s.%s";
      throw wrong(node, expected.formatted(node.getValue(), String.join(", ", kinds), nearest));
    }
    return Outcome.Kind.valueOf(node.getValue());
  }

  private String severity(ScalarNode node) {
    List<String> known = Arrays.stream(Severity.values()).map(Severity::word).toList();
    if (!known.contains(node.getValue())) {
      String expected = "'%s' is no severity; expected one of %s.%s";
      throw wrong(
          node,
          expected.formatted(
              node.getValue(),
              String.join(", ", known),
              NearestNames.question(node.getValue(), known)));
    }
    return node.getValue();
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
