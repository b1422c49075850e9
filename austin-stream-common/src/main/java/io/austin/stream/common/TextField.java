package io.austin.stream.common;

import org.jspecify.annotations.Nullable;

/** A string of Unicode text, blank or not longer than it may be. */
final class TextField extends Field {
  private final int most;
  private @Nullable String value;

  TextField(String name, int mostBytes) {
    super(name);
    this.most = mostBytes;
  }

  @Override
  boolean accept(JsonReader json) throws InvalidEventException {
    if (json.peek() != '"') {
      return refuse(json);
    }
    value = json.string();
    return isWithin(value, most) || WhiteSpace.isBlank(value);
  }

  @Nullable String orNull() throws InvalidEventException {
    return isGiven() ? value : null;
  }
}
