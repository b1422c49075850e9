package io.austin.stream.common;

import org.jspecify.annotations.Nullable;

/** The fields of an object while it is read; those that are not asked for are passed over. */
abstract class Fields {
  /** The field of this name; {@code null} for one that does not count. */
  abstract @Nullable Field field(String name);

  /**
   * Reads one object to its end. What its fields say is judged afterwards.
   *
   * @throws InvalidEventException where it is no object in JSON and UTF-8
   */
  void read(byte @Nullable [] json) throws InvalidEventException {
    if (json == null || isBlank(json)) {
      throw InvalidEventException.empty();
    }
    if (!Utf8.isValid(json)) {
      throw InvalidEventException.notJson();
    }
    JsonReader reader = new JsonReader(json);
    boolean isObject = reader.peek() == '{';
    if (isObject) {
      readFields(reader);
    } else {
      reader.skip();
    }
    reader.end();
    if (!isObject) {
      throw InvalidEventException.notAnObject();
    }
  }

  private void readFields(JsonReader json) throws InvalidEventException {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      Field field = field(json.name());
      if (field == null) {
        json.skip();
      } else {
        field.read(json);
      }
    }
  }

  private static boolean isBlank(byte[] json) {
    for (byte b : json) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
