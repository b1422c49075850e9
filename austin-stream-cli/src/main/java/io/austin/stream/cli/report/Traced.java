package io.austin.stream.cli.report;

import io.austin.stream.common.PastedText;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one view holds of an id.
 *
 * @param view which view
 * @param form the id, in the form in which it is there
 * @param trail the steps; of a template none
 * @param totals receivers by state; of a trail none
 * @param expiresAt when it goes, in milliseconds since the epoch; empty: never
 */
public record Traced(
    View view,
    PastedText.Form form,
    Trail trail,
    Map<Integer, Long> totals,
    OptionalLong expiresAt) {

  /** The id, in the form in which it is there. */
  public String id() {
    return form.getText();
  }

  /** The three views, and the messages of a caller's id. */
  public enum View {
    MESSAGE,
    RECEIVER,
    CALLER,
    TEMPLATE
  }
}
