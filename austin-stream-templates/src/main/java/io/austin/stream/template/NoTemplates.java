package io.austin.stream.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** No catalog at all. */
final class NoTemplates implements TemplateCatalog {
  @Override
  public Map<Long, TemplateInfo> find(Collection<Long> ids) {
    return Map.of();
  }

  @Override
  public List<Long> named(String part) {
    return List.of();
  }

  @Override
  public String source() {
    return "none";
  }

  @Override
  public boolean isOk() {
    return true;
  }

  @Override
  public void close() {}
}
