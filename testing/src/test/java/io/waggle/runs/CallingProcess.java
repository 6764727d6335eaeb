package io.waggle.runs;

/** A process of somebody who calls an agent, by where in it the call activity is. */
enum CallingProcess {
  PLAIN("<startEvent id=\"s\"/>", "", flow("s", "Ask")),
  PARALLEL(
      "<startEvent id=\"s\"/>",
      "<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection=\"=[1, 2]\" inputElement=\"step\"/></extensionElements></multiInstanceLoopCharacteristics>",
      flow("s", "Ask")),
  SEQUENTIAL(
      "<startEvent id=\"s\"/>",
      "<multiInstanceLoopCharacteristics isSequential=\"true\"><extensionElements><zeebe:loopCharacteristics inputCollection=\"=[1, 2]\" inputElement=\"plan\"/></extensionElements></multiInstanceLoopCharacteristics>",
      flow("s", "Ask")),
  EVENT_SUB_PROCESS(
      """
      <startEvent id="s"/><userTask id="Wait"/>%s
      <subProcess id="Event" triggeredByEvent="true"><startEvent id="e"><timerEventDefinition id="t"><timeDuration>PT0S</timeDuration></timerEventDefinition></startEvent>
      """
          .formatted(flow("s", "Wait")),
      "",
      flow("e", "Ask") + "</subProcess>"),
  AD_HOC_SUB_PROCESS(
      "<startEvent id=\"s\"/><adHocSubProcess id=\"AdHoc\"><extensionElements><zeebe:adHoc activeElementsCollection=\"=[&quot;Ask&quot;]\"/></extensionElements>",
      "",
      "</adHocSubProcess>" + flow("s", "AdHoc"));

  static final String ID = "caller";

  /** The process of {@link #callOf}. */
  static final String OUTER = "outer";

  private final String head;
  private final String loop;
  private final String tail;

  CallingProcess(String head, String loop, String tail) {
    this.head = head;
    this.loop = loop;
    this.tail = tail;
  }

  /** How many runs it starts. */
  int runs() {
    return loop.isEmpty() ? 1 : 2;
  }

  /** Whether each of several runs is called with a value of its own for this variable. */
  boolean loopsOver(String variable) {
    return loop.contains("inputElement=\"%s\"".formatted(variable));
  }

  /** As Modeler's defaults have it: everything is handed over, and back. */
  String byHand() {
    return process("", "");
  }

  /** As the element template has it: only what is mapped is handed over, and back. */
  String byTemplate() {
    return process(
        "propagateAllParentVariables=\"false\" propagateAllChildVariables=\"false\"",
        "<zeebe:output source=\"={result: result, outcome: outcome, usage: usage, resultRef: resultRef, undone: undone, decisions: decisions}\" target=\"agentResult\"/>");
  }

  /** A process that calls another one as Modeler's defaults have it. */
  static String callOf(String process) {
    return """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
        <process id="%s" isExecutable="true"><startEvent id="s"/>
        <callActivity id="Call"><extensionElements><zeebe:calledElement processId="%s"/></extensionElements></callActivity>
        %s</process></definitions>
        """
        .formatted(OUTER, process, flow("s", "Call"));
  }

  private String process(String propagation, String output) {
    return """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
        <process id="%s" isExecutable="true">%s
        <callActivity id="Ask"><extensionElements><zeebe:calledElement processId="waggle-agent" %s/>
        <zeebe:ioMapping><zeebe:input source="planner" target="agent"/><zeebe:input source="Water the plants" target="task"/>%s</zeebe:ioMapping></extensionElements>%s</callActivity>
        %s</process></definitions>
        """
        .formatted(ID, head, propagation, output, loop, tail);
  }

  private static String flow(String from, String to) {
    return "<sequenceFlow id=\"%1$s_%2$s\" sourceRef=\"%1$s\" targetRef=\"%2$s\"/>"
        .formatted(from, to);
  }
}
