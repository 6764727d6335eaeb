package io.waggle.crashtest.worker;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.agent.ToolRule;
import io.waggle.app.WaggleApplication;
import io.waggle.engine.JobListener;
import io.waggle.tool.Effect;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The worker process that the crash test kills. Its models are played by the crash test. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(WitnessProperties.class)
public class CrashTestWorker {
  /** Calls that only read, and those of one tool that may act again. */
  private static final ToolRule[] INLINE = {
    ToolRule.calls("*"), ToolRule.calls("mark").withEffect(Effect.IDEMPOTENT)
  };

  @Bean
  Witness witness(WitnessProperties properties) {
    return new Witness(properties.witness());
  }

  @Bean
  JobListener reportingListener(Witness witness) {
    return new ReportingListener(witness);
  }

  /** Plans, uses tools of every effect, asks a sub-agent, and sums up. */
  @Bean
  Agent buyer(Witness witness) {
    return Agent.named("crash-test-buyer")
        .description("Buys a ticket")
        .model("play:buyer")
        .instructions("You buy tickets.")
        .planning(Planning.ALWAYS)
        .tools(new TicketOffice(witness))
        .approveTools("announce")
        .askHuman()
        .subAgents("crash-test-scout")
        .build();
  }

  /** Its calls run inside "Think". */
  @Bean
  Agent scout(Witness witness) {
    return Agent.named("crash-test-scout")
        .description("Finds the way to the platform")
        .model("play:scout")
        .instructions("You find the way.")
        .planning(Planning.NEVER)
        .tools(new TicketOffice(witness))
        .inline(INLINE)
        .build();
  }

  /** Many turns, each with a payment. */
  @Bean
  Agent commuter(Witness witness) {
    return Agent.named("crash-test-commuter")
        .description("Buys a ticket for every day")
        .model("play:commuter")
        .instructions("You buy one ticket after the other.")
        .planning(Planning.NEVER)
        .tools(new TicketOffice(witness))
        .build();
  }

  /** Many turns, each with a mark on the map, and all of them inside "Think". */
  @Bean
  Agent walker(Witness witness) {
    return Agent.named("crash-test-walker")
        .description("Marks a way for every day")
        .model("play:walker")
        .instructions("You mark one way after the other.")
        .planning(Planning.NEVER)
        .tools(new TicketOffice(witness))
        .inline(INLINE)
        .build();
  }

  /** Started by the crash test, which names the addresses. */
  public static void main(String[] arguments) {
    ProcessHandle.current().parent().ifPresent(CrashTestWorker::endWith);
    WaggleApplication.run(CrashTestWorker.class, arguments);
  }

  /** Without the crash test there is nobody to serve, and nobody to end this process. */
  private static void endWith(ProcessHandle crashTest) {
    Thread.ofVirtual()
        .start(
            () -> {
              crashTest.onExit().join();
              Runtime.getRuntime().halt(1);
            });
  }
}
