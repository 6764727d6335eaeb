package io.waggle.examples.archaeologist;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** A worker that serves the five agents of this example. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CodeArchaeologistApplication {
  /** See the type. */
  public static void main(String[] arguments) {
    SpringApplication.run(CodeArchaeologistApplication.class, arguments);
  }
}
