package io.recurrence.schema.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.SchemaType;
import io.recurrence.schema.RegisteredSchema;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of a schema the descriptors of its messages: of the text of a {@code .proto} file, or of a
 * set of descriptors that {@code protoc} has made, in Base64.
 */
final class ProtobufCompiler {
  private final Map<String, FileDescriptorProto> files;
  private final Map<String, FileDescriptor> built = new LinkedHashMap<>();

  private ProtobufCompiler(Map<String, FileDescriptorProto> files) {
    this.files = files;
  }

  static MessageTypes compile(RegisteredSchema registered) throws BadRecordException {
    registered.check(SchemaType.PROTOBUF);
    String text = registered.text();
    try {
      ProtobufCompiler compiler =
          new ProtobufCompiler(text.contains("{") ? ProtoText.files(registered) : set(text));
      for (String path : compiler.files.keySet()) {
        compiler.build(path, 0);
      }
      List<FileDescriptor> all = new ArrayList<>(compiler.built.values());
      if (all.isEmpty() || all.get(all.size() - 1).getMessageTypes().isEmpty()) {
        throw new IllegalArgumentException("it has no messages");
      }
      return new MessageTypes(registered.name(), all);
    } catch (InvalidProtocolBufferException
        | DescriptorValidationException
        | RuntimeException e) { // Wire throws of many kinds
      throw new BadRecordException(
          Reason.UNKNOWN_SCHEMA,
          "%s is no schema of Protobuf that can be read: %s; a descriptor set of protoc is read in its place, by input.schema.file"
              .formatted(registered.name(), String.valueOf(e.getMessage()).strip()));
    }
  }

  private static Map<String, FileDescriptorProto> set(String base64)
      throws InvalidProtocolBufferException {
    Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    FileDescriptorSet.parseFrom(Base64.getMimeDecoder().decode(base64))
        .getFileList()
        .forEach(file -> files.put(file.getName(), file));
    return files;
  }

  private FileDescriptor build(String path, int depth) throws DescriptorValidationException {
    FileDescriptor known = built.get(path);
    if (known != null) {
      return known;
    }
    FileDescriptorProto file = files.get(path);
    if (file == null || depth > files.size()) {
      throw new IllegalArgumentException("it imports " + path + ", which is not there");
    }
    List<FileDescriptor> imports = new ArrayList<>();
    for (String each : file.getDependencyList()) {
      imports.add(build(each, depth + 1));
    }
    FileDescriptor made = FileDescriptor.buildFrom(file, imports.toArray(new FileDescriptor[0]));
    built.put(path, made);
    return made;
  }
}
