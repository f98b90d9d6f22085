package io.recurrence.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The files of the page, all of them from the class path: no other address is ever asked. */
final class PageFiles {
  private static final String CHARTS = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
  private static final String[] SCRIPTS = {
    "canvas",
    "controls",
    "coverage",
    "data",
    "detail",
    "dom",
    "export",
    "fan",
    "forecasts",
    "format",
    "headline",
    "incidents",
    "list",
    "main",
    "plot",
    "results",
    "texts",
    "theme",
    "timelines",
    "tip",
    "values",
    "viewport",
    "weights"
  };

  /** A file as it is sent. */
  static final class File {
    final String type;
    final byte[] bytes;
    final String tag;

    File(String type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
      this.tag = '"' + digest(bytes) + '"';
    }
  }

  private final Map<String, File> files = new HashMap<>();

  PageFiles() {
    add("/", "text/html; charset=utf-8", "/page/index.html");
    for (String script : SCRIPTS) {
      add("/" + script + ".js", "text/javascript; charset=utf-8", "/page/" + script + ".js");
    }
    add("/page.css", "text/css; charset=utf-8", "/page/page.css");
    add("/icon.svg", "image/svg+xml", "/page/icon.svg");
    String charts = "/META-INF/resources/webjars/uplot/" + version() + "/dist/uPlot";
    add("/uplot.js", "text/javascript; charset=utf-8", charts + ".esm.js");
    add("/uplot.css", "text/css; charset=utf-8", charts + ".min.css");
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = PageFiles.class.getResourceAsStream(CHARTS)) {
      if (in == null) {
        throw new IllegalStateException(CHARTS + " is not on the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private void add(String path, String type, String resource) {
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      files.put(path, new File(type, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Nullable File get(String path) {
    return files.get(path);
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
