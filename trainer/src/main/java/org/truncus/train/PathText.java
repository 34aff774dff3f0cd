package org.truncus.train;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths in JSON as they are written on a command line, not as {@code file:} addresses. */
final class PathText {

  private PathText() {}

  /** The last name of an absolute path; anything else as it is. */
  static String nameOf(String text) {
    try {
      Path path = Path.of(text);
      return path.isAbsolute() && path.getFileName() != null ? path.getFileName().toString() : text;
    } catch (InvalidPathException e) {
      return text;
    }
  }

  static final class Writer extends StdSerializer<Path> {

    Writer() {
      super(Path.class);
    }

    @Override
    public void serialize(Path path, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(path.toString());
    }
  }

  static final class Reader extends FromStringDeserializer<Path> {

    Reader() {
      super(Path.class);
    }

    @Override
    protected Path _deserialize(String text, DeserializationContext context) {
      return Path.of(text);
    }
  }
}
