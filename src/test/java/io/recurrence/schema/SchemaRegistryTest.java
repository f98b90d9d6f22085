package io.recurrence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.SchemaType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryTest {
  private final StubRegistry stub = new StubRegistry();
  private final SchemaRegistry registry =
      new SchemaRegistry(stub.address(), Duration.ofMillis(400));

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void aSchemaWithoutATypeIsAvro() {
    int id = stub.register("s", SchemaType.AVRO, "\"double\"");
    assertThat(registry.schema("ids/" + id).orElseThrow().type()).isEqualTo(SchemaType.AVRO);
  }

  @Test
  void whatASchemaRefersToComesBeforeWhatRefersToIt() {
    stub.register("inner/sub ject", SchemaType.PROTOBUF, "inner");
    stub.register("middle", SchemaType.PROTOBUF, "middle", "inner.proto inner/sub%20ject 1");
    int id =
        stub.register(
            "outer",
            SchemaType.PROTOBUF,
            "outer",
            "middle.proto middle 1",
            "inner.proto inner/sub%20ject 1");
    stub.register("inner/sub%20ject", SchemaType.PROTOBUF, "inner");
    assertThat(registry.schema("ids/" + id).orElseThrow().references())
        .containsExactly(
            java.util.Map.entry("inner.proto", "inner"),
            java.util.Map.entry("middle.proto", "middle"));
  }

  @Test
  void schemasThatReferToEachOtherAreReadOnce() {
    stub.register("a", SchemaType.AVRO, "a", "b b 1");
    stub.register("b", SchemaType.AVRO, "b", "a a 1");
    assertThat(registry.schema("ids/1").orElseThrow().references()).containsKeys("a", "b");
  }

  @Test
  void anUnknownIdIsNoFault() {
    assertThat(registry.schema("ids/4711")).isEmpty();
  }

  @Test
  void aRegistryThatDoesNotAnswerIsAskedAgainAndThenAFaultThatMayPass() {
    stub.answerWith(503);
    assertThatThrownBy(() -> registry.schema("ids/1"))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.lasting()).isFalse())
        .hasMessageContaining(stub.url().toString())
        .hasMessageContaining("503");
    assertThat(stub.requests()).hasSizeGreaterThan(2);
  }

  @Test
  void aSecondServerIsAskedWhereTheFirstIsNotThere() {
    stub.register("s", SchemaType.AVRO, "\"double\"");
    URI nobody = URI.create("http://127.0.0.1:9");
    RegistryAddress both = new RegistryAddress(List.of(nobody, stub.url()), "", "", "");
    assertThat(new SchemaRegistry(both).schema("ids/1")).isPresent();
  }

  @Test
  void aWrongPasswordIsAFaultThatLasts() {
    stub.ask("Basic bWU6c2VjcmV0"); // me:secret
    stub.register("s", SchemaType.AVRO, "\"double\"");
    assertThatThrownBy(() -> registry.schema("ids/1"))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.lasting()).isTrue())
        .hasMessageContaining("set user and password");
    RegistryAddress right = new RegistryAddress(List.of(stub.url()), "me", "secret", "");
    assertThat(new SchemaRegistry(right).schema("ids/1")).isPresent();
    assertThat(right.toString()).doesNotContain("secret");
  }

  @Test
  void aTokenIsSentInPlaceOfAUser() {
    stub.ask("Bearer abc");
    stub.register("s", SchemaType.AVRO, "\"double\"");
    RegistryAddress right = new RegistryAddress(List.of(stub.url()), "", "", "abc");
    assertThat(new SchemaRegistry(right).schema("ids/1")).isPresent();
  }

  @Test
  void aWrongAddressIsSaidToBeOne() {
    URI elsewhere = RegistryAddress.url(stub.url() + "/apis/registry//");
    RegistryAddress wrong = new RegistryAddress(List.of(elsewhere), "", "", "");
    assertThatThrownBy(() -> new SchemaRegistry(wrong).schema("ids/1"))
        .hasMessageContaining("is its address right? That of Apicurio ends in /apis/ccompat/v7");
  }

  @Test
  void aSchemaIsRegisteredOnlyWhereThatIsAllowed() {
    assertThatThrownBy(() -> registry.id("s", SchemaType.AVRO, "\"double\""))
        .hasMessageContaining("output.schema.register");
    int id = registry.register("s", SchemaType.AVRO, "\"double\"");
    assertThat(registry.id("s", SchemaType.AVRO, "\"double\"")).isEqualTo(id);
    assertThat(registry.id("s", SchemaType.AVRO, " \"double\"\n")).isEqualTo(id);
  }
}
