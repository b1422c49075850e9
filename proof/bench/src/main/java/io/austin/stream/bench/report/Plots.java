package io.austin.stream.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;

/**
 * The images of a page, drawn by ECharts. It runs on Rhino, without a browser: no font is needed,
 * and the same figures give the same file, so that a change can be read as one.
 */
final class Plots {
  private static final String ECHARTS =
      "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.common.min.js";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Path fromPage;
  private final List<Script> scripts;

  /**
   * The images of a page.
   *
   * @param directory where their files go
   * @param fromPage how the page names that directory
   */
  Plots(Path directory, Path fromPage) throws IOException {
    this.directory = directory;
    this.fromPage = fromPage;
    this.scripts = List.of(compiled(ECHARTS), compiled("plots.js"));
  }

  /** Bars of one scale. */
  record Group(String name, List<Bar> bars) {}

  /** A bar. */
  record Bar(String name, double value) {}

  /** Draws plots side by side; returns the Markdown that shows the image. */
  String add(String name, String alternative, List<Plot> plots) throws IOException {
    return write(name, alternative, call("plots", plots));
  }

  /** Draws groups of horizontal bars below each other, with a title. */
  String addBars(String name, String alternative, String title, List<Group> groups)
      throws IOException {
    return write(name, alternative, call("bars", title, groups));
  }

  private String write(String name, String alternative, String svg) throws IOException {
    String file = name + ".svg";
    Files.writeString(directory.resolve(file), svg);
    return "![%s](%s)\n"
        .formatted(alternative, fromPage.resolve(file).toString().replace('\\', '/'));
  }

  /** Calls a function of {@code plots.js}, in a world of its own: ECharts numbers what it draws. */
  private String call(String function, Object... arguments) {
    String json =
        Stream.of(arguments)
            .map(it -> JSON.valueToTree(it).toString())
            .collect(Collectors.joining(",", function + "(", ")"));
    try (Context javaScript = enter()) {
      Scriptable world = javaScript.initSafeStandardObjects();
      scripts.forEach(script -> script.exec(javaScript, world, world));
      return Context.toString(javaScript.evaluateString(world, json, function, 1, null));
    }
  }

  private static Script compiled(String file) throws IOException {
    try (Context javaScript = enter();
        InputStream source = Plots.class.getResourceAsStream(file)) {
      Objects.requireNonNull(source, file);
      Reader text = new InputStreamReader(source, StandardCharsets.UTF_8);
      return javaScript.compileReader(text, file, 1, null);
    }
  }

  private static Context enter() {
    Context javaScript = Context.enter();
    javaScript.setInterpretedMode(true); // as byte code, a method of ECharts would be too large
    javaScript.setLanguageVersion(Context.VERSION_ES6);
    return javaScript;
  }
}
