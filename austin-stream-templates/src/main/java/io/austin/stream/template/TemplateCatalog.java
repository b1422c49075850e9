package io.austin.stream.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of templates. It never throws and never waits for long. */
public interface TemplateCatalog extends AutoCloseable {
  /** How many ids a name may have. */
  int MAX_NAMED = 500;

  /** How many templates are found at once. */
  int MAX_FOUND = 500;

  /**
   * What is known of these templates, {@value #MAX_FOUND} at most, by id; the unknown ones are left
   * out.
   */
  Map<Long, TemplateInfo> find(Collection<Long> ids);

  /** What is known of a template. */
  default Optional<TemplateInfo> find(long id) {
    return Optional.ofNullable(find(List.of(id)).get(id));
  }

  /**
   * The ids of templates in whose name a text stands, whatever its case; the newest {@value
   * #MAX_NAMED} at most.
   */
  List<Long> named(String part);

  /** Where it comes from: none, file or jdbc. */
  String source();

  /** Whether it could be read when it was last tried. */
  boolean isOk();

  @Override
  void close();

  /** A catalog that knows nothing. */
  static TemplateCatalog none() {
    return new NoTemplates();
  }
}
