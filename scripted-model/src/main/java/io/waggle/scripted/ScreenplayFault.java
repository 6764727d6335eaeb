package io.waggle.scripted;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns what the parser found wrong into a sentence for the screenplay's author. */
final class ScreenplayFault {
  private ScreenplayFault() {}

  static String sentence(String source, JsonProcessingException fault) {
    StringBuilder sentence = new StringBuilder(source);
    JsonLocation location = fault.getLocation();
    if (location != null && location.getLineNr() > 0) {
      sentence.append(", line ").append(location.getLineNr());
    }
    if (fault instanceof JsonMappingException mapping) {
      sentence.append(place(mapping.getPath()));
    }
    return sentence.append(": ").append(reason(fault)).toString();
  }

  /** Such as ", role 'writer', scene 2, key 'when.user'". */
  private static String place(List<Reference> path) {
    StringBuilder place = new StringBuilder();
    int next = 0;
    if (path.size() > 1 && "roles".equals(path.getFirst().getFieldName())) {
      place.append(", role '").append(path.get(1).getFieldName()).append('\'');
      next = 2;
    }
    if (next == 2 && path.size() > 2 && path.get(2).getFieldName() == null) {
      place.append(", scene ").append(path.get(2).getIndex() + 1);
      next = 3;
    }
    String key =
        path.stream().skip(next).map(ScreenplayFault::step).collect(Collectors.joining("."));
    return key.isEmpty() ? place.toString() : place + ", key '" + key + "'";
  }

  private static String step(Reference reference) {
    return reference.getFieldName() == null
        ? Integer.toString(reference.getIndex() + 1)
        : reference.getFieldName();
  }

  private static String reason(JsonProcessingException fault) {
    if (fault instanceof UnrecognizedPropertyException unknown) {
      return "there is no such key; the keys here are "
          + unknown.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException) {
        return String.valueOf(cause.getMessage());
      }
    }
    if (fault instanceof InvalidFormatException wrong) {
      return "'%s' is not %s".formatted(wrong.getValue(), expected(wrong.getTargetType()));
    }
    if (fault instanceof MismatchedInputException) {
      return "nothing, or something of another kind, stands where a value is needed";
    }
    return fault.getOriginalMessage().lines().findFirst().orElse("not a screenplay");
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(" or "));
    }
    return Number.class.isAssignableFrom(type) || type.isPrimitive()
        ? "a whole number"
        : "what is needed here";
  }
}
