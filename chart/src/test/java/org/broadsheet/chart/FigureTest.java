package org.broadsheet.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FigureTest {
    private static final String HOSTILE = "</title><script>alert(\"1\")</script>&amp;'\u0000\ud800 Größe";

    static List<Figure> figures() {
        double[] x = {1, 10, 100};
        double[] y = {0.2, 0.5, 0.8};
        return List.of(
                Chart.of("Empty", Axis.linear("x"), Axis.linear("y")),
                Chart.of(HOSTILE, Axis.log(HOSTILE), Axis.linear(HOSTILE))
                        .describedAs(HOSTILE)
                        .with(
                                Series.line(HOSTILE, x, y),
                                Series.dashed("bound", x, new double[] {1, 1, 1}),
                                new Series.Points("marked", List.of(new Point(5, 0.4)), List.of(HOSTILE)),
                                Series.band("band", x, new double[] {0.1, 0.4, 0.7}, y, new double[] {0.3, 0.6, 0.9})),
                Chart.of("Lying", Axis.linear("points"), Axis.of("system", List.of("a", HOSTILE)))
                        .with(Series.bars("first", 3, -4), Series.bars("second", 1, 2)),
                Chart.of("Forest", Axis.linear("rating"), Axis.of("system", List.of("a", "b")))
                        .with(Series.intervals("95%", new double[] {1, 2}, new double[] {2, 3}, new double[] {3, 9})),
                Chart.of("One value", Axis.of("n", List.of("a very long name of a category")), Axis.log("y"))
                        .with(Series.bars("", 7)),
                new ArcDiagram("Alone", "", List.of(new ArcDiagram.Node("a", 0)), List.of()),
                new ArcDiagram(
                        HOSTILE,
                        HOSTILE,
                        List.of(
                                new ArcDiagram.Node(HOSTILE, 0.5),
                                new ArcDiagram.Node("a very long name of a node that is cut", 2),
                                new ArcDiagram.Node("c", 0)),
                        List.of(new ArcDiagram.Link(2, 0, 0.4), new ArcDiagram.Link(0, 1, 0))),
                new CriticalDifferenceDiagram(
                        HOSTILE,
                        HOSTILE,
                        List.of(
                                new CriticalDifferenceDiagram.Mark(HOSTILE, 3.2),
                                new CriticalDifferenceDiagram.Mark("b", 1.25),
                                new CriticalDifferenceDiagram.Mark("c", 1.5)),
                        0.6),
                new CriticalDifferenceDiagram(
                        "Nothing told apart",
                        "",
                        List.of(
                                new CriticalDifferenceDiagram.Mark("a", 1.5),
                                new CriticalDifferenceDiagram.Mark("b", 1.5)),
                        9),
                HeatMap.of(HOSTILE, HOSTILE, List.of("r", HOSTILE), List.of(HOSTILE), new double[][] {{-1}, {Double.NaN}
                }));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void isWellFormedSafeAndAccessible(Figure figure) throws Exception {
        String svg = figure.svg();
        Document document = parsed(svg);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
        String[] ids =
                document.getDocumentElement().getAttribute("aria-labelledby").split(" ");
        assertThat(idOf(document, "title")).isEqualTo(ids[0]);
        assertThat(idOf(document, "desc")).isEqualTo(ids[1]);
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").contains("prefers-color-scheme:dark");
        assertThat(figure.svg()).isEqualTo(svg);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void nothingLeavesThePage(Figure figure) {
        String svg = figure.svg();
        double width = Double.parseDouble(attribute(svg, "width"));
        double height = Double.parseDouble(attribute(svg, "height"));
        Matcher x = Pattern.compile(" (?:x|x1|x2|cx)=\"(-?[\\d.]+)\"").matcher(svg);
        int seen = 0;
        while (x.find()) {
            assertThat(Double.parseDouble(x.group(1))).isBetween(0.0, width);
            seen++;
        }
        Matcher y = Pattern.compile(" (?:y|y1|y2|cy)=\"(-?[\\d.]+)\"").matcher(svg);
        while (y.find()) {
            assertThat(Double.parseDouble(y.group(1))).isBetween(0.0, height);
            seen++;
        }
        assertThat(seen).isGreaterThan(2);
    }

    @Test
    void theLastPointOfALineLiesAtTheEndOfItsAxis() {
        String svg = Chart.of(
                        "t", Axis.linear("x").between(0, 10), Axis.linear("y").between(0, 1))
                .with(Series.line("l", new double[] {0, 10}, new double[] {0, 1}))
                .svg();
        Matcher path = Pattern.compile("d=\"M([\\d.]+) ([\\d.]+)L([\\d.]+) ([\\d.]+)\"")
                .matcher(svg);
        assertThat(path.find()).isTrue();
        assertThat(Double.parseDouble(path.group(2))).isEqualTo(364);
        assertThat(Double.parseDouble(path.group(3))).isEqualTo(660);
        assertThat(Double.parseDouble(path.group(4))).isEqualTo(44);
    }

    @Test
    void ticksAreRoundNumbers() {
        assertThat(labels(Axis.linear("x"), 0.013, 0.948)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(Axis.linear("x"), 0.88, 0.94)).contains("0.88", "0.90", "0.92");
        assertThat(labels(Axis.linear("x"), 0, 0.0002))
                .containsExactly("0", "0.00005", "0.00010", "0.00015", "0.00020");
        assertThat(labels(Axis.linear("x"), 0, 20_000)).containsExactly("0", "5000", "10,000", "15,000", "20,000");
        assertThat(labels(Axis.log("x"), 1, 100_000)).containsExactly("1", "10", "100", "1000", "10,000", "100,000");
        assertThat(labels(Axis.log("x"), 200, 900)).containsExactly("200", "300", "500", "700");
        assertThat(labels(Axis.linear("x"), 5, 5)).contains("5.0");
        assertThat(Svg.value(1e9)).isEqualTo("1e9");
        assertThat(Svg.value(0.00002)).isEqualTo("2e-5");
        assertThat(Svg.value(-0.00001 * 0)).isEqualTo("0");
        assertThat(Svg.value(100)).isEqualTo("100");
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> new Point(Double.NaN, 1)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new Span(0, 2, 1, 3)).hasMessageContaining("low <= middle <= high");
        assertThatThrownBy(() -> Series.line("l", new double[2], new double[3])).hasMessageContaining("2 and 3");
        assertThatThrownBy(() -> Chart.of("t", Axis.log("size"), Axis.linear("y"))
                        .with(Series.line("l", new double[] {0}, new double[] {1}))
                        .svg())
                .hasMessageContaining("size")
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> Axis.linear("x").between(2, 1)).hasMessageContaining("from 2.0 to 1.0");
        assertThatThrownBy(() -> HeatMap.of("m", "", List.of("a"), List.of("b"), new double[][] {{1, 2}}))
                .hasMessageContaining("row a has 2");
        List<ArcDiagram.Node> one = List.of(new ArcDiagram.Node("a", 1));
        assertThatThrownBy(() -> new ArcDiagram("t", "", one, List.of(new ArcDiagram.Link(0, 1, 1))))
                .hasMessageContaining("two of the 1 nodes");
        assertThatThrownBy(() -> new ArcDiagram.Link(2, 2, 1)).hasMessageContaining("with itself");
        assertThatThrownBy(() -> new ArcDiagram.Node("a", Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new ArcDiagram.Link(0, 1, -1)).hasMessageContaining("-1");
    }

    @Test
    void barsJoinWhatIsNotToldApart() {
        List<CriticalDifferenceDiagram.Mark> marks = new ArrayList<>();
        for (double rank : new double[] {4, 1, 1.9, 2.6, 5.5})
            marks.add(new CriticalDifferenceDiagram.Mark("at " + rank, rank));
        assertThat(new CriticalDifferenceDiagram("t", "", marks, 1).alike())
                .containsExactly(new CriticalDifferenceDiagram.Run(0, 1), new CriticalDifferenceDiagram.Run(1, 2));
        assertThat(new CriticalDifferenceDiagram("t", "", marks, 0.1).alike()).isEmpty();
        assertThat(new CriticalDifferenceDiagram("t", "", marks, 5).alike())
                .containsExactly(new CriticalDifferenceDiagram.Run(0, 4));
        assertThatThrownBy(() -> new CriticalDifferenceDiagram("t", "", marks.subList(0, 1), 1))
                .hasMessageContaining("two mean ranks");
    }

    @Test
    void arcsThatGoAgainstTheOrderAreDashed() {
        List<ArcDiagram.Node> nodes = List.of(new ArcDiagram.Node("a", 2), new ArcDiagram.Node("b", 1));
        String up = new ArcDiagram("t", "", nodes, List.of(new ArcDiagram.Link(1, 0, 1))).svg();
        String down = new ArcDiagram("t", "", nodes, List.of(new ArcDiagram.Link(0, 1, 1))).svg();
        assertThat(up).doesNotContain("against the order").doesNotContain("5 4");
        assertThat(down).contains("against the order").contains("5 4");
    }

    private static List<String> labels(Axis axis, double low, double high) {
        return Ruler.of(axis, List.of(low, high), false, 0, 100).ticks().stream()
                .map(Ruler.Tick::label)
                .toList();
    }

    private static String attribute(String svg, String name) {
        Matcher m = Pattern.compile(" " + name + "=\"([\\d.]+)\"").matcher(svg);
        assertThat(m.find()).isTrue();
        return m.group(1);
    }

    private static String idOf(Document document, String element) {
        NodeList found = document.getElementsByTagName(element);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++)
            ids.add(found.item(i).getAttributes().getNamedItem("id").getNodeValue());
        return ids.getFirst();
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
