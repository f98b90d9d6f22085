package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class SchemaTypeTest {
  @Test
  void aLibraryThatIsNotThereIsNamed() throws IOException {
    try (URLClassLoader bare =
        new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      assertThat(SchemaType.AVRO.missing(bare)).contains("org.apache.avro:avro");
      assertThat(SchemaType.PROTOBUF.missing(bare)).contains("com.squareup.wire:wire-schema-jvm");
      assertThat(SchemaType.JSON.missing(bare)).isEmpty();
    }
    for (SchemaType type : SchemaType.values()) {
      assertThat(type.missing(getClass().getClassLoader())).isEmpty();
    }
  }
}
