package io.waggle.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a parameter of a {@link Tool}, or a component of a record in it, to the model. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD
})
public @interface Param {
  /**
   * @return what it means, with its unit
   */
  String value();

  /**
   * @return JSON of the value that is taken where the model gives none; empty: it must give one,
   *     unless the type is {@link java.util.Optional}
   */
  String defaultValue() default "";
}
