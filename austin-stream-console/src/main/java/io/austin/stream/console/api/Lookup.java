package io.austin.stream.console.api;

import io.austin.stream.common.PastedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Looks an id up as it was given and, where nothing is there, in its usual other forms. */
public final class Lookup {
  private final List<PastedText.Form> forms;

  /** A lookup of what somebody pasted. */
  public Lookup(String id) {
    forms = PastedText.of(id).forms();
  }

  /** What is there in the first form in which something is. */
  public <T> Optional<Found<T>> first(Function<String, Optional<T>> read) {
    return forms.stream().flatMap(form -> found(form, read).stream()).findFirst();
  }

  /** What is there in each form in which something is, of all that is there. */
  public <T> List<Found<T>> all(Function<List<String>, Map<String, T>> read) {
    Map<String, T> there = read.apply(tried());
    return forms.stream()
        .flatMap(form -> found(form, id -> Optional.ofNullable(there.get(id))).stream())
        .toList();
  }

  private static <T> Optional<Found<T>> found(
      PastedText.Form form, Function<String, Optional<T>> read) {
    return read.apply(form.getText())
        .map(value -> new Found<>(form.getText(), form.getUnderstood().code(), value));
  }

  /** The forms that are looked up. */
  public List<String> tried() {
    return forms.stream().map(PastedText.Form::getText).toList();
  }

  /** Whether a form leaves words out that may mean something themselves. */
  boolean isPart(String text) {
    return forms.stream().anyMatch(form -> form.isPart() && form.getText().equals(text));
  }

  /**
   * What is there.
   *
   * @param id the form in which it is there
   * @param understood which form that is, as the API calls it
   */
  public record Found<T>(String id, String understood, T value) {
    /** The same id with something else. */
    <U> Found<U> with(U other) {
      return new Found<>(id, understood, other);
    }
  }
}
