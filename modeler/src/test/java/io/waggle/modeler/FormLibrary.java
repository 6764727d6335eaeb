package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** The versions of form-js, which Tasklist shows forms with, that people can meet. */
public enum FormLibrary {
  CAMUNDA_8_8("form-js-camunda-8.8"),
  NEWEST("form-js-newest");

  private static final Set<FormLibrary> WRITTEN = EnumSet.noneOf(FormLibrary.class);

  private final String packageName;

  /**
   * @param packageName in package.json, which says what version it is
   */
  FormLibrary(String packageName) {
    this.packageName = packageName;
  }

  /**
   * @return the folder of a page on which this version opens forms: index.html and what it loads
   */
  Path page() {
    Path folder = Repository.TARGET.resolve("form-page").resolve(packageName);
    synchronized (WRITTEN) {
      if (!WRITTEN.contains(this)) {
        var run = NodeTools.run("write-form-page.mjs", packageName, folder);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        WRITTEN.add(this);
      }
    }
    return folder;
  }

  @Override
  public String toString() {
    return packageName;
  }
}
