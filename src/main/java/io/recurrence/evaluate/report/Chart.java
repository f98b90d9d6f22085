package io.recurrence.evaluate.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture of series: lines, bands, points and shaded spans over one pair of axes. Drawn as SVG
 * whose colours are left to the page, so that it follows light and dark.
 */
public final class Chart {

  /** What is drawn, and so in which colour. */
  public enum Style {
    TRUTH,
    OURS,
    OTHER,
    NARROW_BAND,
    MIDDLE_BAND,
    WIDE_BAND,
    FLAG,
    WINDOW,
    IDEAL
  }

  /** Something over the axes: {@code y} and, where it is a band, its upper end. */
  static final class Layer {
    private final Style style;
    private final String name;
    private final double[] x;
    private final double[] y;
    private final double[] upper;
    private final boolean points;

    private Layer(
        Style style, String name, double[] x, double[] y, double[] upper, boolean points) {
      this.points = points;
      this.style = style;
      this.name = name;
      this.x = x.clone();
      this.y = y.clone();
      this.upper = upper.clone();
    }

    Style style() {
      return style;
    }

    String name() {
      return name;
    }

    double[] x() {
      return x;
    }

    double[] y() {
      return y;
    }

    double[] upper() {
      return upper;
    }

    boolean band() {
      return upper.length > 0;
    }

    boolean points() {
      return points;
    }
  }

  private final String title;
  private final String caption;
  private final List<Layer> layers = new ArrayList<>();
  private String xTitle = "";
  private String yTitle = "";
  private Axis.Kind xKind = Axis.Kind.LINEAR;
  private Axis.Kind yKind = Axis.Kind.LINEAR;
  private boolean wide;

  /**
   * An empty chart.
   *
   * @param caption what is to be seen, in a sentence
   */
  public Chart(String title, String caption) {
    this.title = title;
    this.caption = caption;
  }

  /** Names the axes. */
  public Chart axes(String x, String y) {
    this.xTitle = x;
    this.yTitle = y;
    return this;
  }

  /** Takes {@code x} as milliseconds since 1970. */
  public Chart overTime() {
    xKind = Axis.Kind.TIME;
    return this;
  }

  /** Draws both axes by powers of ten. */
  public Chart logarithmic() {
    xKind = Axis.Kind.LOGARITHMIC;
    yKind = Axis.Kind.LOGARITHMIC;
    return this;
  }

  /** Takes the whole width of the page. */
  public Chart wide() {
    wide = true;
    return this;
  }

  /** Adds a line; it is broken where {@code y} is not finite. */
  public Chart line(Style style, String name, double[] x, double[] y) {
    layers.add(new Layer(style, name, x, y, new double[0], false));
    return this;
  }

  /** Adds points. */
  public Chart points(Style style, String name, double[] x, double[] y) {
    layers.add(new Layer(style, name, x, y, new double[0], true));
    return this;
  }

  /** Adds a band from {@code lower} to {@code upper}. */
  public Chart band(Style style, String name, double[] x, double[] lower, double[] upper) {
    layers.add(new Layer(style, name, x, lower, upper, false));
    return this;
  }

  /** Shades the range of {@code x} between {@code from} and {@code to}, over the whole height. */
  public Chart span(String name, double from, double to) {
    layers.add(
        new Layer(
            Style.WINDOW, name, new double[] {from, to}, new double[2], new double[0], false));
    return this;
  }

  public String title() {
    return title;
  }

  public String caption() {
    return caption;
  }

  List<Layer> layers() {
    return layers;
  }

  String xTitle() {
    return xTitle;
  }

  String yTitle() {
    return yTitle;
  }

  Axis.Kind xKind() {
    return xKind;
  }

  Axis.Kind yKind() {
    return yKind;
  }

  boolean isWide() {
    return wide;
  }
}
