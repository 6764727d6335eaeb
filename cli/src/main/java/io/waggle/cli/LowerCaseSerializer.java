package io.waggle.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Locale;

/** Writes enum members as the variables of a run do. */
final class LowerCaseSerializer extends StdSerializer<Enum<?>> {
  private static final long serialVersionUID = 1L;

  LowerCaseSerializer() {
    super(Enum.class, false);
  }

  @Override
  public void serialize(Enum<?> member, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeString(member.name().toLowerCase(Locale.ROOT));
  }
}
