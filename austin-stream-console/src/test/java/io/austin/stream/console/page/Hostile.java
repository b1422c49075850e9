package io.austin.stream.console.page;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Names that were made to break pages. */
final class Hostile {
  private static final String[] TEXTS = {
    "<img src=x onerror=window.hit=1>",
    "\"><script>window.hit=1</script>",
    "' onmouseover='window.hit=1",
    "javascript:window.hit=1//",
    "{{constructor.constructor('window.hit=1')()}}",
    "a/b?c=d&e#f%2F..;x=1",
    "..",
    "\u202Egnp.exe \u200F\u2067right to left",
    "👩‍👩‍👧‍👦🎉 \uD83D\uDE00 Ünï çødé 收件人",
    "x".repeat(2000),
    "长".repeat(2000),
  };

  private Hostile() {}

  static Stream<String> texts() {
    return Stream.of(TEXTS);
  }

  /** The same as names of templates, from the id 100 on. */
  static Map<Long, String> names() {
    Map<Long, String> names = new TreeMap<>();
    for (String text : TEXTS) {
      names.put(100L + names.size(), text);
    }
    return names;
  }
}
