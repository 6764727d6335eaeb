package io.waggle.examples.archaeologist;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.examples.archaeologist.module.ChildJvm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Five agents: an orchestrator without tools that plans and delegates, and four that each can do
 * one thing. None of them judges the result; the verifier's tool does.
 */
@Configuration(proxyBeanMethods = false)
class DigTeam {
  private static final String WORKSPACE_RULE =
      """

      All files of the job are in one workspace. Your task names it as 'workspace: <name>'. Paths begin with that name:
      <name>/legacy (read only), <name>/modernized/src and <name>/docs (to write).""";

  private final ArchaeologistProperties settings;
  private final boolean hasKey;
  private final Workspaces workspaces;
  private final ChildJvm jvm;

  DigTeam(ArchaeologistProperties settings, Environment environment) {
    this.settings = settings;
    this.hasKey =
        StringUtils.hasText(environment.getProperty("OPENAI_API_KEY"))
            || StringUtils.hasText(environment.getProperty("waggle.providers.openai.api-key"));
    this.jvm = new ChildJvm(settings.timeout());
    this.workspaces =
        new Workspaces(
            settings.workDir(),
            settings.legacyDir() == null
                ? LegacyModule.bundled()
                : LegacyModule.in(settings.legacyDir()));
  }

  @Bean
  Agent orchestrator() {
    AgentBuilder orchestrator = agent("orchestrator");
    if (settings.gates()) {
      orchestrator.approvePlan();
    }
    return orchestrator
        .description("Modernizes a legacy Java module with the help of four specialists.")
        .planning(Planning.ALWAYS)
        .subAgents("archaeologist", "modernizer", "documenter", "verifier")
        .instructions(
            """
            You lead the modernization of a legacy Java module. You have no tools: plan, and give every step to the sub-agent
            that it suits. The first step lets the archaeologist open a workspace; every later step depends on it, for its
            result names the workspace. Surveys can run side by side, as can documentation and verification. A step sees only
            its instruction and the results of the steps in dependsOn. Nothing counts as done before the verifier says so.
            In the final answer say what changed, what was kept although it looks wrong, what is not covered, and quote the
            verdict of the characterization test.""")
        .build();
  }

  @Bean
  Agent archaeologist() {
    return agent("archaeologist")
        .description(
            "Opens the workspace; reads and runs legacy code and reports what it finds. Changes nothing.")
        .planning(Planning.NEVER)
        .tools(
            new WorkspaceTools(workspaces),
            new ModuleTools(workspaces, jvm),
            new WorkspaceFiles(workspaces))
        .instructions(
            """
            You dig in legacy Java code. Read before you speak, run before you believe. Report facts with the names of classes
            and methods; oddities are facts too. You never change a file. If you are asked to open a workspace, begin your
            answer with 'workspace: <name>'."""
                + WORKSPACE_RULE)
        .build();
  }

  @Bean
  Agent modernizer() {
    return writer("modernizer")
        .description("Writes modern Java from legacy Java, and fixes what it wrote. Compiles it.")
        .planning(Planning.NEVER)
        .tools(new ModuleTools(workspaces, jvm), new WorkspaceFiles(workspaces))
        .instructions(
            """
            You rewrite legacy Java for Java 21: records, BigDecimal for money, java.time, generics, try-with-resources, no
            static state, no swallowed exceptions. What can be observed from outside (files, standard output, exit code) stays
            the same byte for byte, also where it looks wrong. Write complete files, keep the main class's name, then compile,
            and do not stop before it compiles without warnings."""
                + WORKSPACE_RULE)
        .build();
  }

  @Bean
  Agent documenter() {
    return writer("documenter")
        .description("Documents a modernization for the people who will maintain it.")
        .planning(Planning.NEVER)
        .tools(new WorkspaceFiles(workspaces))
        .instructions(
            """
            You document modernized code for its maintainers, in Markdown: what changed and why, what was kept on purpose, what is
            not covered by tests. Short sentences, no praise. Describe what you read, not what you assume."""
                + WORKSPACE_RULE)
        .build();
  }

  @Bean
  Agent verifier() {
    return agent("verifier")
        .description("Runs the characterization test on both versions and has differences fixed.")
        .planning(Planning.NEVER)
        .tools(new VerificationTools(workspaces, jvm), new WorkspaceFiles(workspaces))
        .subAgents("modernizer")
        .instructions(
            """
            You verify that the modernized module behaves like the legacy one. Your only evidence is run_characterization. If it
            fails, ask the modernizer to fix exactly the differences that it shows, name the workspace to it, and run the test
            again; at most three times. Answer with the last verdict, word for word, and never claim what the test does not say."""
                + WORKSPACE_RULE)
        .build();
  }

  private AgentBuilder writer(String name) {
    return settings.gates() ? agent(name).approveTools("write_file") : agent(name);
  }

  private AgentBuilder agent(String name) {
    return Agent.named(name).model(settings.modelOf(name, hasKey));
  }
}
