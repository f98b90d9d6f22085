package io.recurrence.config;

import static io.recurrence.config.Faults.only;
import static io.recurrence.config.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaSpecTest {
  @TempDir Path folder;

  private static String input(String keys) {
    return "input: {topic: t, %s}".formatted(keys);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void aRegistryOrAFileIsNeededAndNotBoth() throws IOException {
    String file = file("r.avsc", "\"double\"");
    assertThat(only(input("format: avro")))
        .contains("input.schema.registry (my.yaml line 1) is missing; it must be the address");
    assertThat(only(input("format: avro, schema: {registry: 'http://r:8081', file: " + file + "}")))
        .contains("input.schema.registry", "cannot stand beside file");
    SpecLoader.parse(input("format: avro, schema: {file: " + file + "}"));
    SpecLoader.parse(input("format: avro, schema: {registry: ['http://r:8081/', 'https://s/x']}"));
  }

  @Test
  void anAddressHasNoUserAndNoSecretIsShown() {
    assertThat(only(input("format: avro, schema: {registry: 'http://me:secret@r:8081'}")))
        .contains("must be an address such as http://localhost:8081")
        .doesNotContain("secret");
    assertThat(only(input("format: avro, schema: {registry: 'http://r', user: me}")))
        .contains("input.schema.password", "is missing");
    assertThat(
            only(
                input(
                    "format: avro, schema: {registry: 'http://r', user: u, password: p, token: t}")))
        .contains("input.schema.token", "cannot stand beside user");
    PipelineSpec spec =
        SpecLoader.parse(
            input("format: avro, schema: {registry: 'http://r', user: me}"),
            "p",
            Map.of("RECURRENCE__INPUT__SCHEMA__PASSWORD", "secret"),
            List.of());
    assertThat(spec.input().schema().registry().password()).isEqualTo("secret");
    assertThat(spec.input().toString()).doesNotContain("secret");
  }

  @Test
  void keysThatHaveNoEffectAreFaults() throws IOException {
    String file = file("r.avsc", "\"double\"");
    assertThat(only(input("format: json, schema: {registry: 'http://r'}")))
        .contains("input.schema", "has a meaning for avro and protobuf only");
    assertThat(only(input("format: json-schema, schema: {registry: 'http://r'}")))
        .contains("a document in JSON names its fields itself");
    assertThat(only(input("format: avro, schema: {registry: 'http://r', message: a.B}")))
        .contains("input.schema.message", "for protobuf only");
    assertThat(
            refused(input("format: avro, schema: {file: " + file + ", user: u, password: p}"))
                .faults())
        .extracting(Fault::toString)
        .allMatch(fault -> fault.endsWith("has no meaning without registry"));
    assertThat(only(input("format: avro, schema: {registri: 'http://r', file: " + file + "}")))
        .contains("did you mean 'registry'?");
  }

  @Test
  void aFileIsReadAsThePipelineIsChecked() throws IOException {
    assertThat(only(input("format: avro, schema: {file: nowhere.avsc}")))
        .contains("input.schema.file", "there is no file nowhere.avsc");
    assertThat(only(input("format: avro, schema: {file: " + file("bad.avsc", "{") + "}")))
        .contains("bad.avsc is no schema of Avro");
    file("tag.proto", "syntax = \"proto3\"; package t; message Tag { string name = 1; }");
    String proto =
        file(
            "r.proto",
            """
            syntax = "proto3"; package p;
            import "tag.proto";
            message Reading { double value = 1; t.Tag tag = 2; }
            message Other { double value = 1; }
            """);
    SpecLoader.parse(input("format: protobuf, schema: {file: " + proto + ", message: p.Reading}"));
    assertThat(only(input("format: protobuf, schema: {file: " + proto + ", message: p.Reding}")))
        .contains("no message 'p.Reding'; did you mean 'p.Reading'?");
    assertThat(only(input("format: protobuf, schema: {file: " + proto + "}")))
        .contains("has several messages");
  }
}
