package io.austin.stream.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.austin.stream.bench.plot.Bars.Bar;
import io.austin.stream.bench.plot.Bars.Group;
import io.austin.stream.bench.plot.Scale.Tick;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class FigureTest {
  @Test
  void plotsStandSideBySide() throws Exception {
    Plot plot =
        new Plot(
            "a < b & c",
            "x",
            "y",
            Scales.steps(List.of(1.0, 10.0)),
            Scales.fromZero(7),
            List.of(new Series("s", List.of(new Series.Point(1, 2), new Series.Point(10, 7)))),
            true);

    Document image = parsed(Figure.svg(List.of(plot, plot)));

    assertThat(image.getDocumentElement().getAttribute("width")).isEqualTo("860");
    assertThat(image.getElementsByTagName("circle").getLength()).isEqualTo(4);
    assertThat(image.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("a < b & c");
  }

  @Test
  void barsAreAsLongAsTheirValues() throws Exception {
    Bars bars =
        new Bars(
            "t", List.of(new Group("g", List.of(new Bar("all", 2000), new Bar("half", 1000)))));

    Document image = parsed(bars.svg());

    assertThat(width(image, 1)).isEqualTo(2 * width(image, 2));
    assertThat(image.getDocumentElement().getTextContent()).contains("2,000", "1,000");
  }

  @Test
  void axesHaveRoundNumbers() {
    assertThat(Scales.fromZero(118_000).ticks())
        .extracting(Tick::label)
        .containsExactly("0", "25k", "50k", "75k", "100k", "125k");
    assertThat(Scales.logarithmic(0.3, 80).ticks())
        .extracting(Tick::label)
        .containsExactly("0.1", "1", "10", "100");
    assertThat(Scales.percentiles().place(99)).isCloseTo(0.5, within(1e-6));
  }

  private static double width(Document image, int box) {
    return Double.parseDouble(
        image
            .getElementsByTagName("rect")
            .item(box)
            .getAttributes()
            .getNamedItem("width")
            .getNodeValue());
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
