package io.waggle.embedded.projection;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the engine's records add up to. Read through {@link Projection#read} alone. */
public final class EngineState {
  private final Map<Long, ProcessDefinition> definitions = new LinkedHashMap<>();
  private final Map<Long, ProcessDefinition> everDeployed = new HashMap<>();
  private final Map<Long, Form> forms = new LinkedHashMap<>();
  private final Map<Long, DecisionDefinition> decisions = new LinkedHashMap<>();
  private final Map<Long, String> decisionXml = new HashMap<>();
  private final Map<Long, Set<String>> takenFlows = new HashMap<>();
  private final OpenIncidents openIncidents = new OpenIncidents();

  private final Table<ProcessInstance> processInstances =
      new Table<>("processInstanceKey", ProcessInstance::key)
          .index("parentProcessInstanceKey", ProcessInstance::parentProcessInstanceKey);
  private final Table<ElementInstance> elementInstances =
      new Table<>("elementInstanceKey", ElementInstance::key)
          .index("elementInstanceScopeKey", ElementInstance::scopeKey)
          .index("processInstanceKey", ElementInstance::processInstanceKey);
  private final Table<Variable> variables =
      new Table<>("variableKey", Variable::key)
          .index("scopeKey", Variable::scopeKey)
          .index("processInstanceKey", Variable::processInstanceKey)
          .textIndex("name", Variable::name);
  private final Table<Incident> incidents =
      new Table<>("incidentKey", Incident::key)
          .index("processInstanceKey", Incident::processInstanceKey);
  private final Table<UserTask> userTasks =
      new Table<>("userTaskKey", UserTask::key)
          .index("processInstanceKey", UserTask::processInstanceKey);

  private final Table<Job> jobs =
      new Table<>("jobKey", Job::key).index("processInstanceKey", Job::processInstanceKey);

  /** Process definitions by their keys, in the order in which they were deployed. */
  public Map<Long, ProcessDefinition> definitions() {
    return definitions;
  }

  /** Forms by their keys, in the order in which they were deployed. */
  public Map<Long, Form> forms() {
    return forms;
  }

  /** Decisions by their keys, in the order in which they were deployed. */
  public Map<Long, DecisionDefinition> decisions() {
    return decisions;
  }

  /** The files that decisions stand in, by the keys of these. */
  public Map<Long, String> decisionXml() {
    return decisionXml;
  }

  public Table<ProcessInstance> processInstances() {
    return processInstances;
  }

  public Table<ElementInstance> elementInstances() {
    return elementInstances;
  }

  public Table<Variable> variables() {
    return variables;
  }

  public Table<Incident> incidents() {
    return incidents;
  }

  public Table<UserTask> userTasks() {
    return userTasks;
  }

  public Table<Job> jobs() {
    return jobs;
  }

  /**
   * The definition that a record is about. Records of a definition are there before those of its
   * instances, and it is kept for them when it is deleted.
   */
  ProcessDefinition definition(long key) {
    return Objects.requireNonNull(
        everDeployed.get(key), () -> "No process was deployed under " + key);
  }

  void deployed(ProcessDefinition definition) {
    definitions.put(definition.key(), definition);
    everDeployed.put(definition.key(), definition);
  }

  OpenIncidents openIncidents() {
    return openIncidents;
  }

  void flowTaken(long processInstance, String flow) {
    takenFlows.computeIfAbsent(processInstance, key -> new LinkedHashSet<>()).add(flow);
  }

  /** Ids of the sequence flows that a process instance took. */
  public Collection<String> takenFlows(long processInstance) {
    return takenFlows.getOrDefault(processInstance, Set.of());
  }

  /** The newest version of a form. */
  public Optional<Form> latestForm(String id) {
    return forms.values().stream()
        .filter(form -> form.id().equals(id))
        .max(Comparator.comparingInt(Form::version));
  }

  /** Whether an incident is open in the process or element instance, or in what it called. */
  public boolean hasIncident(long key) {
    return openIncidents.isAbove(key);
  }

  /** The open incident of an element instance itself. */
  public Optional<Long> incidentAt(long elementInstance) {
    return openIncidents.at(elementInstance);
  }

  /** Open incidents of a process instance and of those that it called, in order. */
  public List<Incident> incidentsUnder(long processInstance) {
    return openIncidents.under(processInstance).stream()
        .flatMap(key -> incidents.get(key).stream())
        .toList();
  }
}
