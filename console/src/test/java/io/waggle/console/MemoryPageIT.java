package io.waggle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What agents remember, by clicking. */
class MemoryPageIT {
  private static final List<String> FACTS =
      List.of(
          "Wants every parcel left with the neighbour at number 12.",
          "Is allergic to lavender honey; has been sent acacia since May.",
          "Prefers to be written to in Portuguese.",
          "Said: <script>document.title='owned'</script>");

  private static TestBed bed;
  private static Chromium chromium;

  @BeforeAll
  static void open() {
    bed = TestBed.open(TestBedSettings.agents(Shop.agents()));
    chromium = Chromium.before(bed);
    FACTS.forEach(fact -> Remembered.fact(bed, "customer-7", fact, word(fact)));
    Remembered.fact(bed, "customer-8", "Has moved to Lisbon.", "lisbon");
  }

  @AfterAll
  static void close() {
    chromium.close();
    bed.close();
  }

  private static String word(String fact) {
    return fact.contains("lavender") ? "lavender" : "other";
  }

  private static Locator facts(Page page) {
    return page.locator("tbody tr");
  }

  @Test
  void shouldShowWhatIsRememberedAndEraseAFactOrAll() {
    Page page = chromium.open("/memory");
    assertThat(facts(page)).hasCount(2);
    chromium.check(page);
    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("customer-7")).click();
    assertThat(facts(page)).hasCount(4);
    assertThat(page.locator("main")).containsText("<script>document.title");
    chromium.check(page);
    chromium.picture(page, "memory");

    page.getByLabel("Words").fill("LAVENDER");
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Find")).click();
    assertThat(facts(page)).hasCount(1);
    page.locator("tbody summary").click();
    assertThat(page.getByText("Nothing brings it back").first()).isVisible();
    chromium.check(page);
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Erase this fact")).click();
    assertThat(facts(page)).hasCount(3);
    assertThat(page.locator("main")).not().containsText("lavender");

    page.getByText("Erase all…").click();
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Erase this memory")).click();
    assertThat(page.locator("main")).not().containsText("customer-7");
    assertThat(facts(page)).hasCount(1);
  }

  @Test
  void shouldFitAPhone() {
    Page page = chromium.phone();
    page.navigate(ConsoleAddress.of(bed) + "/memory/clerk?subject=customer-8");
    assertThat(facts(page)).hasCount(1);
    chromium.check(page);
  }
}
