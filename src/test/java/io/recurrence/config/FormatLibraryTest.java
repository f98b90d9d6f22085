package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class FormatLibraryTest {
  @Test
  void theArtifactIsNamedThatAnApplicationLacks() throws Exception {
    try (URLClassLoader bare = new URLClassLoader(new URL[0], null)) {
      assertThat(FormatLibrary.missing(InputFormat.AVRO, bare))
          .containsExactly("org.apache.avro:avro");
      assertThat(FormatLibrary.missing(InputFormat.PROTOBUF, bare))
          .containsExactly(
              "com.squareup.wire:wire-schema-jvm", "com.google.protobuf:protobuf-java");
      assertThat(FormatLibrary.missing(InputFormat.CBOR, bare))
          .containsExactly("com.fasterxml.jackson.dataformat:jackson-dataformat-cbor");
      assertThat(FormatLibrary.missing(InputFormat.JSON, bare)).isEmpty();
    }
  }

  @Test
  void theCommandLineLacksNone() {
    for (InputFormat format : InputFormat.values()) {
      assertThat(FormatLibrary.missing(format, getClass().getClassLoader())).isEmpty();
    }
  }
}
