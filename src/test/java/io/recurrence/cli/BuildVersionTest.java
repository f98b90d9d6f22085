package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildVersionTest {
  @TempDir Path directory;

  @Test
  void aJarSaysItsVersionAndCommit() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    assertThat(BuildVersion.of(jar(manifest))).isEqualTo("unknown (commit unknown)");
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "0.2.0");
    attributes.putValue("Build-Commit", ""); // built from an archive
    assertThat(BuildVersion.of(jar(manifest))).isEqualTo("0.2.0 (commit unknown)");
    attributes.putValue("Build-Commit", "7507cb5");
    assertThat(BuildVersion.of(jar(manifest))).isEqualTo("0.2.0 (commit 7507cb5)");
  }

  @Test
  void classesHaveNone() throws IOException {
    assertThat(BuildVersion.of(source(directory))).isEqualTo("(from classes)");
  }

  private CodeSource jar(Manifest manifest) throws IOException {
    Path file = directory.resolve("a build.jar");
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return source(file);
  }

  private static CodeSource source(Path place) throws IOException {
    return new CodeSource(place.toUri().toURL(), (Certificate[]) null);
  }
}
