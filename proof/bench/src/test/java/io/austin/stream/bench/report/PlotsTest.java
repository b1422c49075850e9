package io.austin.stream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.bench.report.Plot.Line;
import io.austin.stream.bench.report.Plots.Bar;
import io.austin.stream.bench.report.Plots.Group;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotsTest {
  @TempDir private Path directory;
  private Plots plots;

  @BeforeEach
  void beside() throws Exception {
    plots = new Plots(directory, Path.of("images"));
  }

  @Test
  void plotsStandSideBySide() throws Exception {
    Plot plot = plot("a < b & c", Plot.STEPS, Plot.FROM_ZERO, 118_000, 7);

    String markdown = plots.add("two", "Two", List.of(plot, plot));

    Document image = image("two");
    assertThat(markdown).isEqualTo("![Two](images/two.svg)\n");
    assertThat(image.getDocumentElement().getAttribute("width")).isEqualTo("860");
    assertThat(texts(image)).contains("a < b & c", "120k");
    assertThat(dots(image)).hasSize(4);
  }

  @Test
  void aLogarithmicAxisShowsPowersOfTenAndEachNineIsAsWide() throws Exception {
    plots.add("one", "", List.of(plot("", Plot.PERCENTILES, Plot.LOGARITHMIC, 0.3, 80)));

    assertThat(texts(image("one"))).contains("0.1", "1", "10", "100", "90 %", "99.99 %");
  }

  @Test
  void barsAreAsLongAsTheirValues() throws Exception {
    Group group = new Group("g", List.of(new Bar("all", 2000), new Bar("half", 1000)));

    plots.addBars("bars", "", "t", List.of(group));

    Document image = image("bars");
    assertThat(texts(image)).contains("t", "g", "2,000", "1,000");
    assertThat(paths(image, "#0072b2")).singleElement().asString().contains("l420 0");
    assertThat(paths(image, "#e69f00")).singleElement().asString().contains("l210 0");
  }

  private static Plot plot(String title, String x, String y, double... values) {
    List<Integer> all = IntStream.range(0, values.length).boxed().toList();
    return new Plot(
        title, "x", "y", x, y, List.of(Line.of("s", all, it -> it * 90, it -> values[it])));
  }

  private Document image(String name) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(directory.resolve(name + ".svg").toFile());
  }

  private static List<String> texts(Document image) {
    return elements(image, "text").map(Element::getTextContent).distinct().toList();
  }

  private static List<String> dots(Document image) {
    return elements(image, "path")
        .filter(path -> path.getAttribute("d").startsWith("M1 0A1 1 0 1 1"))
        .map(path -> path.getAttribute("transform"))
        .toList();
  }

  private static List<String> paths(Document image, String color) {
    return elements(image, "path")
        .filter(path -> path.getAttribute("fill").equals(color))
        .map(path -> path.getAttribute("d"))
        .toList();
  }

  private static Stream<Element> elements(Document image, String name) {
    NodeList all = image.getElementsByTagName(name);
    return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i));
  }
}
