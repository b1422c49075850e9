package io.austin.stream.job;

import io.austin.stream.functions.alert.TemplateChannels;
import io.austin.stream.options.ConsoleOptionDefinitions;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import io.austin.stream.template.Catalogs;
import io.austin.stream.template.TemplateCatalog;
import io.austin.stream.template.TemplateInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channels that the templates' source of the options tells. */
final class CatalogChannels implements TemplateChannels {
  private static final long serialVersionUID = 1L;

  /** At once, where more are asked for, so that each is found. */
  private static final int SOME = TemplateCatalog.MAX_FOUND;

  private final HashMap<String, String> options = new HashMap<>();
  private transient @Nullable TemplateCatalog catalog;

  private CatalogChannels(OptionValues given) {
    for (Option<?> option : ConsoleOptionDefinitions.templates()) {
      given.find(option).ifPresent(value -> options.put(option.key(), value.toString()));
    }
  }

  /** Those of the source that the options name, if they name one. */
  static Optional<TemplateChannels> of(OptionValues options) {
    return Catalogs.isNamed(options) ? Optional.of(new CatalogChannels(options)) : Optional.empty();
  }

  @Override
  public Map<Long, Integer> find(Collection<Long> templates) {
    TemplateCatalog open = catalog;
    if (open == null) {
      open = Catalogs.of(OptionValues.of(options));
      catalog = open;
    }
    List<Long> ids = List.copyOf(templates);
    Map<Long, Integer> channels = new HashMap<>();
    for (int from = 0; from < ids.size(); from += SOME) {
      List<Long> some = ids.subList(from, Math.min(from + SOME, ids.size()));
      for (TemplateInfo template : open.find(some).values()) {
        if (template.channel() != null) {
          channels.put(template.id(), template.channel());
        }
      }
    }
    return channels;
  }

  @Override
  public void close() {
    if (catalog != null) {
      catalog.close();
    }
  }
}
