package io.recurrence.evaluate.report;

import io.recurrence.evaluate.report.Chart.Layer;
import io.recurrence.evaluate.report.Chart.Style;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws a chart as SVG. Long series are thinned to what the pixels can show. */
final class Svg {
  private static final int LEFT = 62;
  private static final int RIGHT = 12;
  private static final int TOP = 24;
  private static final int BOTTOM = 36;
  private static final double LETTER = 6.2; // width of one, about
  private static final double MARGIN = 0.06; // above and below the values

  private final Chart chart;
  private final int width;
  private final int height;
  private final Axis x;
  private final Axis y;
  private final StringBuilder out = new StringBuilder();

  private Svg(Chart chart) {
    this.chart = chart;
    this.width = chart.isWide() ? 960 : 470;
    this.height = chart.isWide() ? 220 : 300;
    double[] xs = range(true);
    double[] ys = range(false);
    widen(chart.yKind(), ys);
    if (chart.xKind() == Axis.Kind.LOGARITHMIC) {
      widen(chart.xKind(), xs);
    }
    this.x = new Axis(chart.xKind(), xs[0], xs[1], 0, width - LEFT - RIGHT);
    this.y = new Axis(chart.yKind(), ys[0], ys[1], height - TOP - BOTTOM, 0);
  }

  static String of(Chart chart) {
    return new Svg(chart).draw();
  }

  /** Leaves some room at both ends of a range. */
  private static void widen(Axis.Kind kind, double[] range) {
    if (kind == Axis.Kind.LOGARITHMIC) {
      double factor = Math.pow(range[1] / range[0], MARGIN);
      range[0] /= factor;
      range[1] *= factor;
    } else {
      double margin = MARGIN * (range[1] - range[0]);
      range[0] -= margin;
      range[1] += margin;
    }
  }

  /** The range of what lines and points show; a band that is wider is cut off. */
  private double[] range(boolean horizontal) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Layer layer : chart.layers()) {
      boolean frames = horizontal || (layer.style() != Style.WINDOW && !layer.band());
      for (double value : horizontal ? layer.x() : layer.y()) {
        if (frames && Double.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return low <= high
        ? new double[] {low, high}
        : new double[] {chart.xKind() == Axis.Kind.LOGARITHMIC ? 0.1 : 0, 1};
  }

  private String draw() {
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(width, height, Page.escape(chart.title())));
    frame();
    // A nested svg cuts off what leaves the axes.
    out.append(
        "<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">"
            .formatted(LEFT, TOP, width - LEFT - RIGHT, height - TOP - BOTTOM));
    chart.layers().forEach(this::layer);
    out.append("</svg>");
    legend();
    return out.append("</svg>").toString();
  }

  private void frame() {
    int bottom = height - BOTTOM;
    for (Axis.Tick tick : y.ticks(5)) {
      double at = TOP + y.at(tick.value());
      line("grid", LEFT, at, width - RIGHT, at);
      text("end", LEFT - 5, at + 4, tick.label());
    }
    for (Axis.Tick tick : x.ticks(chart.isWide() ? 9 : 5)) {
      double at = LEFT + x.at(tick.value());
      line("grid", at, TOP, at, bottom);
      text("middle", at, bottom + 14, tick.label());
    }
    text("middle", (LEFT + width - RIGHT) / 2.0, height - 5, chart.xTitle());
    text("start", 2, 11, chart.yTitle());
  }

  private void layer(Layer layer) {
    String style = css(layer.style());
    if (layer.style() == Style.WINDOW) {
      double from = x.at(layer.x()[0]);
      out.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"/>",
              style,
              from,
              Math.max(1, x.at(layer.x()[1]) - from),
              height));
    } else if (layer.points()) {
      for (int i = 0; i < layer.x().length; i++) {
        if (Double.isFinite(layer.y()[i])) {
          out.append(
              String.format(
                  Locale.ROOT,
                  "<circle class=\"key %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>",
                  style,
                  x.at(layer.x()[i]),
                  y.at(layer.y()[i])));
        }
      }
    } else {
      List<double[]> line = thin(layer.x(), layer.y());
      if (layer.band()) {
        List<double[]> back = thin(layer.x(), layer.upper());
        for (int i = back.size() - 1; i >= 0; i--) {
          line.add(back.get(i));
        }
        line.removeIf(point -> Double.isNaN(point[1]));
      }
      path(style, line, layer.band());
    }
  }

  /** At most a lowest and a highest point for each pixel column, in pixels; NaN where it breaks. */
  private List<double[]> thin(double[] xs, double[] ys) {
    List<double[]> points = new ArrayList<>();
    boolean dense = xs.length > 2 * width;
    for (int i = 0; i < xs.length; ) {
      int low = i;
      int high = i;
      int j = i;
      double column = Math.floor(x.at(xs[i]));
      boolean broken = !Double.isFinite(ys[i]);
      while (++j < xs.length && dense && Math.floor(x.at(xs[j])) == column) {
        low = ys[j] < ys[low] ? j : low;
        high = ys[j] > ys[high] ? j : high;
        broken |= !Double.isFinite(ys[j]);
      }
      point(points, xs, ys, Math.min(low, high));
      if (low != high) {
        point(points, xs, ys, Math.max(low, high));
      }
      if (broken && Double.isFinite(ys[low])) {
        points.add(new double[] {0, Double.NaN});
      }
      i = j;
    }
    return points;
  }

  private void point(List<double[]> points, double[] xs, double[] ys, int i) {
    double top = -4.0 * height; // far outside is as good as farther outside
    double at = Double.isFinite(ys[i]) ? y.at(ys[i]) : Double.NaN;
    points.add(new double[] {x.at(xs[i]), Math.max(top, Math.min(5.0 * height, at))});
  }

  private void path(String style, List<double[]> points, boolean closed) {
    out.append("<path class=\"").append(style).append("\" d=\"");
    boolean drawing = false;
    for (double[] point : points) {
      if (Double.isNaN(point[1])) {
        drawing = false;
        continue;
      }
      out.append(drawing ? 'L' : 'M')
          .append(String.format(Locale.ROOT, "%.1f %.1f", point[0], point[1]));
      drawing = true;
    }
    out.append(closed && drawing ? "Z\"/>" : "\"/>");
  }

  private void legend() {
    double at = Math.max(LEFT + 4, 12 + LETTER * chart.yTitle().length());
    Set<String> named = new HashSet<>();
    for (Layer layer : chart.layers()) {
      if (!layer.name().isEmpty() && named.add(layer.name())) {
        out.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"key %s\" x=\"%.0f\" y=\"8\" width=\"10\" height=\"8\"/>",
                css(layer.style()),
                at));
        text("start", at + 14, 16, layer.name());
        at += 26 + LETTER * layer.name().length();
      }
    }
  }

  private static String css(Style style) {
    return style.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void line(String style, double x1, double y1, double x2, double y2) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            style,
            x1,
            y1,
            x2,
            y2));
  }

  private void text(String anchor, double x, double y, String text) {
    if (!text.isEmpty()) {
      out.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
              x,
              y,
              anchor,
              Page.escape(text)));
    }
  }
}
