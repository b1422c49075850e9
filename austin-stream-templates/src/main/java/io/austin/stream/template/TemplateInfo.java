package io.austin.stream.template;

import org.jspecify.annotations.Nullable;

/**
 * What austin knows of a template.
 *
 * @param channel the channel's code; {@code null} where it is not told
 */
public record TemplateInfo(
    long id, @Nullable String name, @Nullable Integer channel, @Nullable String creator) {}
