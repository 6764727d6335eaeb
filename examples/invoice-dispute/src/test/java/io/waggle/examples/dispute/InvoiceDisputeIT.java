package io.waggle.examples.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.response.UserTask;
import io.waggle.bpmn.Outcome;
import io.waggle.examples.dispute.CreditNotes.CreditNote;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The process as it is shipped, on the embedded engine: each way that a dispute can go. */
class InvoiceDisputeIT {
  private static final Screenplay SCREENPLAY =
      Screenplay.resource("dispute/screenplay.yaml").withoutDelays();

  private static TestBed bed;

  @BeforeAll
  static void open() {
    bed = TestBed.open(TestBedSettings.application(InvoiceDisputeApplication.class));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void play() {
    bed.play(SCREENPLAY);
  }

  @Test
  void shouldCreditASmallAmountAtOnce() {
    long instance = start("1001", "R-2001");

    assertThat(letter(instance)).contains("We credit you 8.00 euros.", "as the driver noted");
    assertThat(note("1001")).hasValueSatisfying(InvoiceDisputeIT::isOfEightEuros);
    assertThat(bed.client().status("dispute-1001").outcome()).isEqualTo(Outcome.COMPLETED);

    bed.increaseTime(Duration.ofDays(15));
    assertThat(end(instance)).isEqualTo("DisputeSettled");
  }

  @Test
  void shouldAskAManagerAboutALargeAmountAndBookWhatHeSays() {
    long instance = start("1002", "R-2002");

    UserTask task = task(instance);
    assertThat(task.getElementId()).isEqualTo("ApproveProposal");
    assertThat(task.getCandidateGroups()).containsExactly("managers");
    assertThat(task.getDueDate()).isNotNull();
    assertThat(note("1002")).as("before he has decided").isEmpty();

    decide(task, true, 900, "We meet you at 900 euros.");
    assertThat(letter(instance)).contains("900.00", "We meet you");
    assertThat(note("1002"))
        .hasValueSatisfying(note -> assertThat(note.amount()).isEqualByComparingTo("900"));
  }

  @Test
  void shouldAskAClerkBeforeACustomerIsRefused() {
    long instance = start("1003", "R-2003");

    UserTask task = task(instance);
    assertThat(task.getCandidateGroups()).containsExactly("clerks");
    decide(task, false, 0, "All jars were delivered.");

    assertThat(letter(instance)).contains("cannot credit", "All jars were delivered.");
    assertThat(note("1003")).isEmpty();
  }

  @Test
  void shouldCancelTheCreditNoteWhenTheCustomerWithdraws() {
    long instance = start("1004", "R-2001");
    letter(instance);
    assertThat(note("1004")).hasValueSatisfying(InvoiceDisputeIT::isOfEightEuros);

    withdraw("1004");

    assertThat(end(instance)).isEqualTo("DisputeWithdrawn");
    assertThat(note("1004")).hasValueSatisfying(note -> assertThat(note.cancelled()).isTrue());
  }

  @Test
  void shouldStopTheAgentWhenTheCustomerWithdrawsMeanwhile() {
    bed.play(
        Screenplay.role(ClaimsExaminer.NAME)
            .on(When.ALWAYS)
            .fault(Fault.delay(Duration.ofSeconds(30)))
            .reply("Too late.")
            .build());
    long instance = start("1005", "R-2001");
    await().atMost(TestBed.PATIENCE).until(() -> !bed.model().requests().isEmpty());

    withdraw("1005");

    assertThat(end(instance)).isEqualTo("WithdrawnEarly");
    assertThat(bed.client().status("dispute-1005").outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(note("1005")).isEmpty();
  }

  @Test
  void shouldLetAClerkDecideWhereTheAgentFails() {
    long instance = start("1006", "R-2004");

    UserTask task = task(instance);
    assertThat(task.getElementId()).isEqualTo("DecideByHand");
    assertThat(variable(instance, "failure"))
        .hasValueSatisfying(why -> assertThat(why).isNotBlank());
    decide(task, true, 145, "Nothing was delivered.");

    assertThat(letter(instance)).contains("145.00", "Nothing was delivered.");
    assertThat(bed.client().status("dispute-1006").outcome()).isEqualTo(Outcome.FAILED);
  }

  private static long start(String number, String invoice) {
    return bed.camunda()
        .newCreateInstanceCommand()
        .bpmnProcessId("invoice-dispute")
        .latestVersion()
        .variables(Map.of("dispute", new Dispute(number, invoice, "This bill is wrong.")))
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static void withdraw(String number) {
    bed.camunda()
        .newPublishMessageCommand()
        .messageName("dispute-withdrawn")
        .correlationKey(number)
        .timeToLive(Duration.ofMinutes(1))
        .send()
        .join();
  }

  private static UserTask task(long instance) {
    return await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                bed.camunda()
                    .newUserTaskSearchRequest()
                    .filter(task -> task.processInstanceKey(instance).state(UserTaskState.CREATED))
                    .send()
                    .join()
                    .items(),
            tasks -> !tasks.isEmpty())
        .getFirst();
  }

  private static void decide(UserTask task, boolean credit, int amount, String reason) {
    bed.camunda()
        .newCompleteUserTaskCommand(task.getUserTaskKey())
        .variables(Map.of("draft", Map.of("credit", credit, "amount", amount, "reason", reason)))
        .send()
        .join();
  }

  private static String letter(long instance) {
    return await()
        .atMost(TestBed.PATIENCE)
        .until(() -> variable(instance, "letter"), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<String> variable(long instance, String name) {
    return bed
        .camunda()
        .newVariableSearchRequest()
        .filter(variable -> variable.processInstanceKey(instance).name(name))
        .send()
        .join()
        .items()
        .stream()
        .findFirst()
        .map(variable -> variable.getValue());
  }

  /** The end event that the instance has reached. */
  private static String end(long instance) {
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                bed.camunda().newProcessInstanceGetRequest(instance).send().join().getState()
                    == ProcessInstanceState.COMPLETED);
    List<String> ends =
        bed
            .camunda()
            .newElementInstanceSearchRequest()
            .filter(element -> element.processInstanceKey(instance))
            .sort(sort -> sort.startDate().desc())
            .send()
            .join()
            .items()
            .stream()
            .filter(element -> element.getType().name().equals("END_EVENT"))
            .map(element -> element.getElementId())
            .filter(element -> !element.equals("AgentAskedToStop"))
            .toList();
    assertThat(ends).hasSize(1);
    return ends.getFirst();
  }

  private static Optional<CreditNote> note(String number) {
    return bed.bean(CreditNotes.class).of(number);
  }

  private static void isOfEightEuros(CreditNote note) {
    assertThat(note.amount()).isEqualByComparingTo(new BigDecimal("8"));
    assertThat(note.cancelled()).isFalse();
  }
}
