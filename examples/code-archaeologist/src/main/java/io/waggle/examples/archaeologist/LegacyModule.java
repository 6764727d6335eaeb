package io.waggle.examples.archaeologist;

import io.waggle.examples.archaeologist.module.Folders;
import io.waggle.tool.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The module to modernize, as it is before anybody touched it. */
final class LegacyModule {
  private static final String BUNDLED = "legacy/";

  private final @Nullable Path folder;

  private LegacyModule(@Nullable Path folder) {
    this.folder = folder;
  }

  /** The billing batch that comes with this example. */
  static LegacyModule bundled() {
    return new LegacyModule(null);
  }

  /**
   * A module of the user's own.
   *
   * @throws DefinitionException if the folder is none, or has no {@code src}
   */
  static LegacyModule in(Path folder) {
    if (!Files.isDirectory(folder.resolve("src"))) {
      throw new DefinitionException(
          ("code-archaeologist.legacy-dir is %s, which has no folder 'src': name a folder with 'src',"
                  + " 'cases' and 'characterization.properties'.")
              .formatted(folder));
    }
    return new LegacyModule(folder);
  }

  void copyTo(Path target) throws IOException {
    if (folder != null) {
      Folders.copy(folder, target);
      return;
    }
    var resolver = new PathMatchingResourcePatternResolver(getClass().getClassLoader());
    String root = resolver.getResource("classpath:" + BUNDLED).getURL().toString();
    for (Resource file : resolver.getResources("classpath:" + BUNDLED + "**")) {
      String path = file.getURL().toString().substring(root.length());
      if (file.isReadable() && !path.isEmpty() && !path.endsWith("/")) {
        write(file, target.resolve(path));
      }
    }
  }

  private static void write(Resource file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (var in = file.getInputStream()) {
      Files.write(target, in.readAllBytes());
    }
  }
}
