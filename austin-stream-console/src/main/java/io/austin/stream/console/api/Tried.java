package io.austin.stream.console.api;

import io.austin.stream.common.PastedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What was looked up and is not there.
 *
 * @param forms as they may be shown
 * @param incomplete why nobody can find it, where it is not whole: {@code rounded} by a
 *     spreadsheet, {@code masked} by a page like the console's
 */
record Tried(List<String> forms, List<String> incomplete) {
  /** Forms, each shown in this way; masked, some are alike. */
  static Tried of(Collection<String> forms, UnaryOperator<String> shown) {
    List<String> incomplete = new ArrayList<>();
    if (forms.stream().anyMatch(form -> PastedText.of(form).isRounded())) {
      incomplete.add("rounded");
    }
    if (forms.stream().anyMatch(form -> PastedText.of(form).isMasked())) {
      incomplete.add("masked");
    }
    return new Tried(forms.stream().map(shown).distinct().toList(), incomplete);
  }
}
