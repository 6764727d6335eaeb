package io.waggle.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that a model may call. Its parameters become the tool's JSON schema; a parameter of type
 * {@link ToolCallContext} is handed in and not shown to the model. What it returns becomes the
 * observation: a text as it is, anything else as JSON. An exception becomes an observation too,
 * {@code ERROR calling tool 'x': …}, except {@link RetryableToolException}; of a tool that may act
 * only {@link Effect#ONCE} only {@link NothingDoneException} does, since after any other it may
 * have acted.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Tool {
  /**
   * @return what it does and when to use it, for the model
   */
  String description();

  /**
   * @return the name that the model calls it by; empty: the method's name in snake_case
   */
  String name() default "";

  /**
   * @return what running it again would do
   */
  Effect effect() default Effect.ONCE;

  /**
   * @return ISO 8601 duration after which a call is interrupted and tried again
   */
  String timeout() default "PT2M";

  /**
   * @return name of a method of the same object that says whether a call went through which ended
   *     without a word, or threw: it returns an {@link java.util.Optional} of the call's result,
   *     empty if it is not there (see {@link #settlesWithin}), and throws if that cannot be found
   *     out. Its parameters are any of the tool's, by name, and {@link ToolCallContext}. Empty: a
   *     person is asked. Only for {@link Effect#ONCE}.
   */
  String lookUp() default "";

  /**
   * @return ISO 8601 duration, from when a call was cut off, within which it takes effect or never
   *     will: as long as a request that its worker sent before it died may be on its way and be
   *     worked on by the other side. A look-up that finds nothing is believed only when it finds
   *     nothing a second time, after this long; an undo of a call of which nothing is known waits
   *     as long. {@code PT0S} where the tool changes things in this process or in one transaction.
   */
  String settlesWithin() default "PT1.5S";

  /**
   * @return name of a method of the same object that takes back what a call did, with parameters as
   *     those of {@link #lookUp}; {@link ToolCallContext#result} is the call's result. It may be
   *     run again after it was interrupted, and for a call of which nobody knows whether it went
   *     through. Empty: the tool cannot be undone. Not for {@link Effect#READ}.
   */
  String undo() default "";

  /**
   * @return name of a method of the same object that says what a call would change, for the person
   *     who approves it, and changes nothing: best a difference, as {@link Differences#unified}
   *     gives. Its parameters are as those of {@link #lookUp}. Empty: nothing is said. Not for
   *     {@link Effect#READ}.
   */
  String preview() default "";
}
