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
import java.util.Map;
import java.util.Objects;

/** Where things lie in this repository. */
final class Repository {
  static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("waggle.root")));
  static final Path MODULE = ROOT.resolve("modeler");
  static final Path TARGET = MODULE.resolve("target");
  static final Path PICTURES = ROOT.resolve("docs/images");
  static final Path TEMPLATE =
      ROOT.resolve("agent-templates/src/main/resources/element-templates/waggle-agent.json");

  /** Element templates, and the processes that they were applied to. */
  private static final Map<String, String> APPLIED =
      Map.of(
          "waggle-agent", "ask-an-agent",
          "waggle-llm-call", "ask-an-llm",
          "waggle-agent-tool", "call-a-tool",
          "waggle-human-gate", "ask-a-person",
          "waggle-guide-agent", "guide-an-agent",
          "waggle-cancel-agent", "cancel-an-agent");

  private Repository() {}

  /** The processes of Waggle itself. */
  static List<Path> models() {
    return filesBelow(ROOT.resolve("bpmn/src/main/resources"), ".bpmn");
  }

  /** The models that have a picture: those of users, but for those of one element. */
  static List<Path> drawnModels() {
    return everyModel().stream()
        .filter(file -> !file.startsWith(ROOT.resolve("benchmarks")))
        .filter(file -> !APPLIED.containsValue(name(file, ".bpmn")))
        .toList();
  }

  /** Beside the processes of Waggle, where the console has them from; others are for the docs. */
  static Path pictureOfModel(Path model) {
    String picture = name(model, ".bpmn") + ".svg";
    return models().contains(model) ? model.resolveSibling(picture) : PICTURES.resolve(picture);
  }

  /** The element templates. */
  static List<Path> templates() {
    return filesBelow(TEMPLATE.getParent(), ".json");
  }

  /** The process of one element that an element template was applied to. */
  static Path applied(Path template) {
    String process = Objects.requireNonNull(APPLIED.get(name(template, ".json")));
    return ROOT.resolve("agent-templates/src/main/resources/processes/" + process + ".bpmn");
  }

  /** The file name of the picture that shows an element template. */
  static String pictureOfTemplate(Path template) {
    return name(template, ".json").replace("waggle-", "element-template-") + ".png";
  }

  private static String name(Path file, String end) {
    return file.getFileName().toString().replace(end, "");
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
