package dev.foresight.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look that all pictures share, and how they become files. */
final class Charts {
  static final Color INK = new Color(0x22, 0x2b, 0x38);
  static final Color BLUE = new Color(0x1f, 0x6f, 0xb4);
  static final Color ORANGE = new Color(0xe0, 0x7b, 0x1a);
  static final Color GREEN = new Color(0x2a, 0x8c, 0x5a);
  static final Color VIOLET = new Color(0x80, 0x5a, 0xb5);
  static final Color GREY = new Color(0x8a, 0x93, 0x9f);

  /** In the order that series take them. */
  static final Color[] SERIES = {BLUE, ORANGE, GREEN, VIOLET, INK, GREY};

  static final Color GRID = new Color(0xe4, 0xe7, 0xeb);
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 560;

  private Charts() {}

  static XYChart chart(String title, String x, String y) {
    XYChart chart = new XYChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title(title)
        .xAxisTitle(x)
        .yAxisTitle(y)
        .build();
    style(chart.getStyler());
    return chart;
  }

  /** Bars, a group for each name along x. */
  static CategoryChart bars(String title, String x, String y) {
    CategoryChart chart = new CategoryChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title(title)
        .xAxisTitle(x)
        .yAxisTitle(y)
        .build();
    style(chart.getStyler());
    chart.getStyler().setSeriesColors(SERIES);
    return chart;
  }

  private static void style(AxesChartStyler styler) {
    styler
        .setChartBackgroundColor(Color.WHITE)
        .setChartTitleBoxVisible(false)
        .setChartTitleFont(font(Font.BOLD, 20))
        .setChartFontColor(INK)
        .setChartPadding(16)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(font(Font.PLAIN, 14))
        .setAntiAlias(true);
    styler
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1f))
        .setAxisTickMarksColor(GREY)
        .setAxisTickLabelsFont(font(Font.PLAIN, 13))
        .setAxisTickLabelsColor(INK)
        .setAxisTitleFont(font(Font.BOLD, 14));
  }

  /** What to say where Java cannot draw letters. */
  static String cannotDraw(Throwable problem) {
    return "this Java cannot draw text here (" + problem
        + "); install fontconfig and a font, such as Debian's fontconfig and fonts-dejavu-core";
  }

  /** A line without markers; NaN in it is a gap. */
  static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color colour) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineWidth(2f);
    return series;
  }

  /** A thin dashed line between two points. */
  static void guide(XYChart chart, String name, double[] x, double[] y) {
    line(chart, name, x, y, GREY)
        .setLineWidth(1.5f)
        .setLineStyle(new BasicStroke(
            1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {7, 5}, 0));
  }

  /** Points without a line. */
  static void points(XYChart chart, String name, double[] x, double[] y, Color colour) {
    chart
        .addSeries(name, x, y)
        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(colour);
  }

  /** Writes the picture aside, then moves it into place. */
  static void save(Chart<?, ?> chart, Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", aside.toFile());
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
