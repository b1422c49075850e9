package io.austin.stream.functions.alert;

import org.jspecify.annotations.Nullable;

/**
 * A rule that is there from now on, or no longer.
 *
 * @param name the rule's
 * @param yaml the rule, see {@link AlertRule#yaml}; {@code null}: it is gone
 */
public record RuleChange(String name, @Nullable String yaml) {}
