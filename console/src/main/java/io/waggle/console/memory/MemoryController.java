package io.waggle.console.memory;

import io.waggle.console.page.Answers;
import io.waggle.console.page.NotThereException;
import io.waggle.journal.MemoryErasure;
import io.waggle.journal.MemoryTables.Fact;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.memory.Memories;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** All memories, and the facts of each. */
@Controller
class MemoryController {
  private static final String PAGE = "/console/memory";
  private static final int MOST = 1_000;
  private static final int FACTS = 100;

  private final Memories memories;

  MemoryController(Memories memories) {
    this.memories = memories;
  }

  @GetMapping(PAGE)
  String memories(Model model) {
    model.addAttribute("memories", memories.list(null, MOST));
    return "waggle-console/memories";
  }

  @GetMapping(PAGE + "/{agent}")
  String facts(
      @PathVariable String agent,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String words,
      Model model) {
    List<Fact> facts =
        memories
            .look(new Owner(agent, subject), words, FACTS)
            .orElseThrow(
                () -> new NotThereException("There is no such memory; it may have been erased."));
    model.addAttribute("agent", agent);
    model.addAttribute("subject", subject);
    model.addAttribute("words", words);
    model.addAttribute("facts", facts);
    return "waggle-console/memory";
  }

  @PostMapping(PAGE + "/{agent}/erase")
  String erase(
      @PathVariable String agent,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(required = false) @Nullable Long fact,
      RedirectAttributes flash) {
    Owner owner = new Owner(agent, subject);
    return switch (fact == null
        ? memories.erase(owner, false)
        : memories.erase(owner, fact, false)) {
      case MemoryErasure.Erased erased ->
          Answers.done(
              flash,
              fact == null ? PAGE : page(owner),
              "Erased %,d facts, and the records of %,d runs."
                  .formatted(erased.facts(), erased.runs()));
      case MemoryErasure.None none ->
          Answers.failed(flash, PAGE, "There is no such memory, or no such fact in it.");
      case MemoryErasure.UnderWay live ->
          Answers.failed(
              flash,
              PAGE,
              "Nothing was erased: runs that know it have not ended (%s). Let them end, or cancel them."
                  .formatted(String.join(", ", live.runs())));
    };
  }

  /** Where the others are, or all memories where it was the last. */
  private String page(Owner owner) {
    return memories.look(owner, "", 1).filter(left -> !left.isEmpty()).isEmpty()
        ? PAGE
        : UriComponentsBuilder.fromPath(PAGE + "/{agent}")
            .queryParam("subject", "{subject}")
            .encode()
            .buildAndExpand(owner.agent(), owner.subject())
            .toUriString();
  }
}
