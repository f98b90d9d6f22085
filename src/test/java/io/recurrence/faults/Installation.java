package io.recurrence.faults;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What an instance is started from.
 *
 * @param classPath of the application and its libraries
 * @param mainClass of the application
 * @param environment that it has besides that of the tests
 */
record Installation(String classPath, String mainClass, Map<String, String> environment) {
  private static final String MAIN = "io.recurrence.cli.Main";
  private static final List<String> MAINS = List.of(MAIN, "io.recurrence.app.Main"); // until 0.1

  /** The version that is tested. */
  static final Installation CURRENT =
      new Installation(System.getProperty("java.class.path"), MAIN, Map.of());

  /** Another version, by its class path. */
  static Installation of(String classPath) throws IOException {
    URL[] entries =
        Arrays.stream(classPath.split(File.pathSeparator))
            .map(Installation::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(entries, null)) {
      String main =
          MAINS.stream()
              .filter(name -> loader.findResource(name.replace('.', '/') + ".class") != null)
              .findFirst()
              .orElseThrow(
                  () -> new AssertionError("no application in the class path " + classPath));
      return new Installation(classPath, main, Map.of());
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The same with other libraries, which come before its own. */
  Installation with(String libraries) {
    return new Installation(libraries + File.pathSeparator + classPath, mainClass, environment);
  }

  /** The same with more of an environment. */
  Installation in(Map<String, String> more) {
    return new Installation(classPath, mainClass, more);
  }
}
