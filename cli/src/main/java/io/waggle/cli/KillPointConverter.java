package io.waggle.cli;

import io.waggle.crashtest.KillPoint;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a kill point. */
final class KillPointConverter implements ITypeConverter<KillPoint> {

  /** For help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(KillPoint.values()).map(KillPoint::option).iterator();
    }
  }

  @Override
  public KillPoint convert(String text) {
    return Arrays.stream(KillPoint.values())
        .filter(point -> point.option().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no kill point '%s'; choose one of %s"
                        .formatted(
                            text,
                            Arrays.stream(KillPoint.values())
                                .map(KillPoint::option)
                                .collect(Collectors.joining(", ")))));
  }
}
