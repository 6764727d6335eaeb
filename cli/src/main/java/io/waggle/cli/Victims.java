package io.waggle.cli;

import io.waggle.crashtest.Victim;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which processes a crash test kills, one kind after the other. */
enum Victims {
  WORKER,
  ENGINE,
  BOTH,
  ALL;

  Set<Victim> chosen() {
    return switch (this) {
      case WORKER -> EnumSet.of(Victim.WORKER);
      case ENGINE -> EnumSet.of(Victim.ENGINE);
      case BOTH -> EnumSet.of(Victim.BOTH);
      case ALL -> EnumSet.allOf(Victim.class);
    };
  }

  private String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(Victims::option).iterator();
    }
  }

  /** Reads one. */
  static final class Converter implements ITypeConverter<Victims> {
    @Override
    public Victims convert(String text) {
      return Arrays.stream(values())
          .filter(victims -> victims.option().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no victim '%s'; choose one of %s"
                          .formatted(
                              text,
                              Arrays.stream(values())
                                  .map(Victims::option)
                                  .collect(Collectors.joining(", ")))));
    }
  }
}
