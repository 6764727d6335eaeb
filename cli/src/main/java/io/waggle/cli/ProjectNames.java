package io.waggle.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What things are called in a project that {@code waggle new} writes.
 *
 * @param name of the project and of its agent, such as {@code refund-desk}
 * @param packageName such as {@code com.example.refunddesk}
 */
record ProjectNames(String name, String packageName) {
  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final int LONGEST = 50;

  /** Throws with a sentence if something cannot be called that. */
  ProjectNames {
    if (!name.matches(NAME) || name.length() > LONGEST) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "A project cannot be called '%s': it takes lower-case letters, digits and single dashes, a letter first, %d at most, such as refund-desk."
              .formatted(name, LONGEST));
    }
    if (name.equals("correspondent")) {
      throw new CommandFailure(
          ExitCode.USAGE, "A project cannot be called 'correspondent': its other agent is.");
    }
    if (!SourceVersion.isName(packageName)) {
      throw new CommandFailure(
          ExitCode.USAGE, "'%s' is not the name of a Java package.".formatted(packageName));
    }
  }

  /** In a package that is made of the project's name. */
  static ProjectNames of(String name) {
    String last = name.replace("-", "");
    return new ProjectNames(
        name, "com.example." + (SourceVersion.isKeyword(last) ? last + "agent" : last));
  }

  /** Such as {@code RefundDesk}. */
  String className() {
    return Arrays.stream(name.split("-", -1))
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }

  /** Such as {@code com/example/refunddesk}. */
  String folder() {
    return packageName.replace('.', '/');
  }
}
