package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import io.grpc.Status;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Messages;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.RunNames;
import io.waggle.bpmn.Steering;
import io.waggle.bpmn.Variables;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Job workers {@value #GUIDE} and {@value #CANCEL}: message throw events of any process that say
 * something to a run, or ask it to stop. Every worker process serves them, whatever agents it has.
 *
 * <p>They read {@code agentGuidance} ({@code run}, {@code guidance}, {@code by}, {@code keepFor})
 * and {@code agentCancellation} ({@code run}, {@code undo}, {@code reason}, {@code keepFor}). A
 * message has an id of its job: sent twice, it is one. Nothing is recorded here; the run does.
 */
final class MessageJobs implements AutoCloseable {
  static final String GUIDE = "waggle.guide";
  static final String CANCEL = "waggle.cancel";

  private static final Logger LOG = LoggerFactory.getLogger(MessageJobs.class);
  private static final Duration KEPT = Duration.ofHours(1);

  private final CamundaClient camunda;
  private final WorkerProperties properties;
  private final ConnectedEngine engine;
  private final BrokerWatch broker;
  private final List<JobWorker> open = new ArrayList<>();

  MessageJobs(
      CamundaClient camunda,
      WorkerProperties properties,
      ConnectedEngine engine,
      BrokerWatch broker) {
    this.camunda = camunda;
    this.properties = properties;
    this.engine = engine;
    this.broker = broker;
  }

  /** What {@value #GUIDE} reads. */
  record Guided(Guide agentGuidance) {}

  /** What is said to which run. */
  record Guide(String run, String guidance, @Nullable String by, @Nullable String keepFor) {}

  /** What {@value #CANCEL} reads. */
  record Cancelled(Cancel agentCancellation) {}

  /** Which run is to stop. */
  record Cancel(
      String run, @Nullable Boolean undo, @Nullable String reason, @Nullable String keepFor) {}

  /** A message to a run. */
  private record Note(
      String name, String run, String variable, Object value, @Nullable String keepFor) {}

  void open() {
    open.add(subscribe(GUIDE, Guided.class, this::guidance));
    open.add(subscribe(CANCEL, Cancelled.class, (job, said) -> cancellation(said)));
  }

  @FunctionalInterface
  private interface Reading<V> {
    Note of(ActivatedJob job, V variables);
  }

  private <V extends Record> JobWorker subscribe(String type, Class<V> read, Reading<V> reading) {
    return camunda
        .newWorker()
        .jobType(type)
        .handler(
            (jobs, job) ->
                send(
                    jobs,
                    job,
                    () -> reading.of(job, VariableReader.read(job.getVariables(), read))))
        .fetchVariables(VariableReader.names(read))
        .timeout(properties.jobTimeout())
        .streamEnabled(true)
        .tenantIds(Subscriptions.tenants(camunda.getConfiguration()))
        .backoffSupplier(broker)
        .open();
  }

  private Note guidance(ActivatedJob job, Guided said) {
    Guide guide = said.agentGuidance();
    String id = "job-%d-%s".formatted(job.getKey(), engine.mark().substring(0, 8));
    Steering steering = Steering.guide(guide.guidance()).saidBy(guide.by()).withId(id);
    return new Note(Messages.STEER, guide.run(), "steering", steering, guide.keepFor());
  }

  private static Note cancellation(Cancelled said) {
    Cancel cancel = said.agentCancellation();
    Cancellation how = new Cancellation(Boolean.TRUE.equals(cancel.undo()), cancel.reason());
    return new Note(Messages.CANCEL, cancel.run(), Variables.CANCELLATION, how, cancel.keepFor());
  }

  @FunctionalInterface
  private interface Reader {
    Note read();
  }

  private void send(JobClient jobs, ActivatedJob job, Reader reader) {
    try {
      Note note = reader.read();
      publishOnce(job, note);
      OverGrpc.send(jobs.newCompleteCommand(job)).send().join();
    } catch (ClientException unsent) {
      fail(jobs, job, Math.max(job.getRetries() - 1, 0), String.valueOf(unsent.getMessage()));
    } catch (NeedsPersonException wrong) {
      fail(jobs, job, 0, String.valueOf(wrong.getMessage()));
    } catch (IllegalArgumentException wrong) {
      fail(
          jobs,
          job,
          0,
          "The message to the run cannot be sent: %s Correct the variable (in Operate: edit the variable) and resolve this incident."
              .formatted(wrong.getMessage()));
    }
  }

  /**
   * A job comes again if its worker died before it was completed; the message may have gone out.
   */
  private void publishOnce(ActivatedJob job, Note note) {
    try {
      publish(job, note);
    } catch (ClientStatusException refused) {
      if (refused.getStatusCode() != Status.Code.ALREADY_EXISTS) {
        throw refused;
      }
      LOG.debug("The message of job {} has been sent before", job.getKey());
    }
  }

  private void publish(ActivatedJob job, Note note) {
    if (!RunNames.isAddress(note.run())) {
      throw new IllegalArgumentException(
          "'%s' is no run's name, nor the address of a sub-agent's run."
              .formatted(Preview.of(note.run())));
    }
    var unused =
        OverGrpc.send(camunda.newPublishMessageCommand())
            .messageName(note.name())
            .correlationKey(note.run())
            .messageId(Long.toString(job.getKey()))
            .timeToLive(kept(note.keepFor()))
            .variables(Map.of(note.variable(), note.value()))
            .tenantId(job.getTenantId())
            .send()
            .join();
  }

  private static Duration kept(@Nullable String time) {
    if (time == null || time.isBlank()) {
      return KEPT;
    }
    try {
      Duration kept = Duration.parse(time);
      if (kept.isNegative()) {
        throw new IllegalArgumentException("'keepFor' is '%s', which is negative.".formatted(time));
      }
      return kept;
    } catch (DateTimeParseException none) {
      throw new IllegalArgumentException(
          "'keepFor' is '%s', which is no ISO 8601 duration such as PT1H."
              .formatted(Preview.of(time)),
          none);
    }
  }

  private static void fail(JobClient jobs, ActivatedJob job, int retries, String why) {
    LOG.warn("{} {} failed: {}", job.getType(), job.getKey(), why);
    OverGrpc.send(jobs.newFailCommand(job))
        .retries(retries)
        .retryBackoff(Backoff.after(1, null))
        .errorMessage(JobFailure.cap(why))
        .send()
        .join();
  }

  @Override
  public void close() {
    broker.closeWorkers(open);
  }
}
