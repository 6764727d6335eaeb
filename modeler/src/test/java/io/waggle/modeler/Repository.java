package io.waggle.modeler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where things lie in this repository. */
final class Repository {
  static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("waggle.root")));
  static final Path MODULE = ROOT.resolve("modeler");
  static final Path TARGET = MODULE.resolve("target");
  static final Path PICTURES = ROOT.resolve("docs/images");
  static final Path TEMPLATE =
      ROOT.resolve("agent-templates/src/main/resources/element-templates/waggle-agent.json");
  private static final Path ASK_AND_CATCH =
      ROOT.resolve("agent-templates/src/main/resources/processes/ask-and-catch.bpmn");

  private Repository() {}

  /** The processes of Waggle itself. */
  static List<Path> models() {
    return filesBelow(ROOT.resolve("bpmn/src/main/resources"), ".bpmn");
  }

  /** The models that have a picture in the docs. */
  static List<Path> drawnModels() {
    return Stream.concat(models().stream(), Stream.of(ASK_AND_CATCH)).toList();
  }

  /** Beside the processes of Waggle, where the console has them from; others are for the docs. */
  static Path pictureOfModel(Path model) {
    String picture = model.getFileName().toString().replace(".bpmn", ".svg");
    return model.equals(ASK_AND_CATCH) ? PICTURES.resolve(picture) : model.resolveSibling(picture);
  }

  /** What people are asked with. */
  static List<Path> forms() {
    return filesBelow(ROOT.resolve("bpmn/src/main/resources"), ".form");
  }

  /** The file name of the picture that shows a form. */
  static String pictureOfForm(Path form) {
    return form.getFileName().toString().replace("waggle-", "form-").replace(".form", ".png");
  }

  /** Whatever can be opened in Camunda Modeler, examples included. */
  static List<Path> everythingModelled() {
    return filesBelow(ROOT, ".bpmn", ".form", ".json").stream()
        .filter(
            file ->
                file.toString()
                    .replace('\\', '/')
                    .matches(
                        ".*/src/main/resources/(.*\\.(bpmn|form)|.*element-templates/[^/]+\\.json)"))
        .toList();
  }

  /** Models that people open. */
  static List<Path> everyModel() {
    return everythingModelled().stream().filter(file -> file.toString().endsWith(".bpmn")).toList();
  }

  /** The hash by which a picture names what it shows; line ends do not count. */
  static String sha256(Path file) {
    try {
      String text = Files.readString(file).replace("\r\n", "\n");
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** Files whose names end like this, but for what is built, downloaded or hidden. */
  static List<Path> filesBelow(Path folder, String... ends) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> List.of(ends).stream().anyMatch(end -> file.toString().endsWith(end)))
          .filter(file -> !isMade(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMade(Path file) {
    return ("/" + file).matches(".*[/\\\\](target|node_modules|\\.\\w+)[/\\\\].*");
  }
}
