package io.waggle.console.page;

import java.io.Serializable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How a form is answered: with a message, on a page that can be reloaded. */
public final class Answers {
  /** Name of the flash attribute, which the layout shows. */
  static final String MESSAGE = "message";

  private Answers() {}

  /**
   * @param page its path, for example {@code /console/runs}
   * @param text what was done
   * @return the view that sends the browser there
   */
  public static String done(RedirectAttributes flash, String page, String text) {
    return to(flash, page, new Message(true, text));
  }

  /**
   * @param page its path
   * @param text why nothing was done, and what to do
   * @return the view that sends the browser there
   */
  public static String failed(RedirectAttributes flash, String page, String text) {
    return to(flash, page, new Message(false, text));
  }

  private static String to(RedirectAttributes flash, String page, Serializable message) {
    flash.addFlashAttribute(MESSAGE, message);
    return "redirect:" + page;
  }
}
