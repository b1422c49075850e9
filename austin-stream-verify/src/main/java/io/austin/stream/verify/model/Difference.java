package io.austin.stream.verify.model;

/**
 * One way in which a key is not as the model expects it.
 *
 * @param key the key's full name
 * @param expected what the model expects
 * @param found what is there
 */
public record Difference(String key, String expected, String found) {
  private static final int MAX_LENGTH = 400;

  @Override
  public String toString() {
    return key + "\n    expected: " + cut(expected) + "\n    found:    " + cut(found);
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH
        ? text
        : text.substring(0, MAX_LENGTH) + "... (" + text.length() + " characters)";
  }
}
