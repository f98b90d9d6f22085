package io.recurrence.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version and the commit that the build wrote into the manifest of its jar. */
final class BuildVersion implements IVersionProvider {
  private static final Attributes.Name COMMIT = new Attributes.Name("Build-Commit");
  private static final String UNKNOWN = "unknown";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "recurrence " + of(BuildVersion.class.getProtectionDomain().getCodeSource())
    };
  }

  /** Such as {@code 0.2.0 (commit 7507cb5)}; classes that lie in no jar have neither. */
  static String of(CodeSource source) throws IOException {
    try {
      Path place = Path.of(source.getLocation().toURI());
      if (!place.toFile().isFile()) {
        return "(from classes)";
      }
      try (JarFile jar = new JarFile(place.toFile())) {
        Manifest manifest = Objects.requireNonNullElseGet(jar.getManifest(), Manifest::new);
        Attributes build = manifest.getMainAttributes();
        return "%s (commit %s)"
            .formatted(
                known(build.getValue(Attributes.Name.IMPLEMENTATION_VERSION)),
                known(build.getValue(COMMIT)));
      }
    } catch (URISyntaxException e) {
      return UNKNOWN;
    }
  }

  /** A build outside of a repository of git leaves it empty. */
  private static String known(@Nullable String value) {
    return value == null || value.isBlank() ? UNKNOWN : value;
  }
}
