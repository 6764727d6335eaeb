package io.waggle.examples.archaeologist;

import io.waggle.app.WaggleApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** A worker that serves the five agents of this example. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CodeArchaeologistApplication {
  /** See the type. */
  public static void main(String[] arguments) {
    WaggleApplication.run(CodeArchaeologistApplication.class, arguments);
  }
}
