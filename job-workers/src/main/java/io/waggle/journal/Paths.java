package io.waggle.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The places of a run's jobs in it. Which one a job has depends on nothing but what the run decided
 * before: the same job has the same path after the run was recreated.
 *
 * <pre>
 * scope  = *( call "/" [ "x" hash "." n "/" ] )   the agent's own run; empty at the top
 * plan   = scope "p" n                            n counts all plans of the run, faulty ones too
 * step   = plan "/s" n                            in the order of the waves
 * turn   = step "/t" n
 * call   = turn "/c" n                            in the order in which the model asked
 * </pre>
 *
 * Below them are the jobs that handle a call, and those of the gates.
 */
public final class Paths {
  /** Characters of a path that the journal takes. */
  public static final int LONGEST = 400;

  /** Characters of a scope, so that each job of the run has room. */
  public static final int LONGEST_SCOPE = 300;

  private static final Pattern LAST_CALL = Pattern.compile("^(.*/t[0-9]+)/c([0-9]+)(/.*)?$");
  private static final Pattern CALL = Pattern.compile("^.*/t[0-9]+/c[0-9]+$");
  private static final Pattern TURN = Pattern.compile("^(.*)/t([0-9]+)$");
  private static final Pattern FOREIGN = Pattern.compile("^.*/x[0-9a-f]{8}\\.[0-9]+/$");
  private static final Pattern SUB_RUN =
      Pattern.compile("/c[0-9]+/(x[0-9a-f]{8}\\.[0-9]+/)?|/x[0-9a-f]{8}\\.[0-9]+/");

  private Paths() {}

  /** The job that accepts a run's task. */
  public static String accept(String scope) {
    return scope + "accept";
  }

  /** A plan; {@code revision} 1 is the first. */
  public static String plan(String scope, int revision) {
    return scope + "p" + revision;
  }

  /** A step of a plan; 1 is the first of the first wave. */
  public static String step(String plan, int number) {
    return plan + "/s" + number;
  }

  /** The plan that a step is of. */
  public static String planOf(String step) {
    return stepOf(step);
  }

  /** A turn of a step; 1 is the first. */
  public static String turn(String step, int number) {
    return step + "/t" + number;
  }

  /** The step that a turn is of. */
  public static String stepOf(String turn) {
    return turn.substring(0, turn.lastIndexOf('/'));
  }

  /** A tool call of a turn; 1 is the first. */
  public static String call(String turn, int number) {
    return turn + "/c" + number;
  }

  /**
   * @return whether a text is the path of a tool call
   */
  public static boolean isCall(String path) {
    return CALL.matcher(path).matches();
  }

  /** The turn that asked for a call. */
  public static String turnOf(String call) {
    return stepOf(call);
  }

  /** The number of a call in its turn. */
  public static int numberOf(String call) {
    return Integer.parseInt(call.substring(call.lastIndexOf('c') + 1));
  }

  /** The run of a tool; a person may let a call in doubt run once more, which is attempt 2. */
  public static String toolRun(String call, int attempt) {
    return call + "/run" + attempt;
  }

  /** The call that a job below it handles. */
  public static String callOf(String job) {
    var found = LAST_CALL.matcher(job);
    if (!found.matches()) {
      throw new IllegalArgumentException("'%s' is no job of a tool call.".formatted(job));
    }
    return found.group(1) + "/c" + found.group(2);
  }

  /** The job that hands a task to a sub-agent. */
  public static String handOver(String call) {
    return call + "/hand";
  }

  /** The job that takes the answer of a process that is no agent. */
  public static String back(String call) {
    return call + "/back";
  }

  /** The job that undoes a call. */
  public static String undo(String call) {
    return call + "/undo";
  }

  /** The scope of the sub-agent's run that a call asks. */
  public static String subRun(String call) {
    return call + "/";
  }

  /**
   * The scope of a run that a process asks which a call or a turn has called.
   *
   * @param hash eight hexadecimal digits of what it is asked
   * @param number among those that are asked the same
   */
  public static String foreignRun(String callOrTurn, String hash, int number) {
    return "%s/x%s.%d/".formatted(callOrTurn, hash, number);
  }

  /**
   * @return whether a scope is that of a run that such a process asks
   */
  public static boolean isForeign(String scope) {
    return FOREIGN.matcher(scope).matches();
  }

  /** The job that writes a run's result. */
  public static String answer(String scope) {
    return scope + "answer";
  }

  /** The job that ends a run without a result. */
  public static String end(String scope) {
    return scope + "end";
  }

  /** That a run is to end, and that what it did may be undone. */
  public static String cancel(String scope) {
    return scope + "cancel";
  }

  /** A steering message. */
  public static String steer(String scope, String id) {
    return scope + "steer/" + id;
  }

  /** The gate in front of a plan, or of a tool call. */
  public static String approval(String planOrCall) {
    return planOrCall + "/approve";
  }

  /** The gate at a limit, behind a plan or a turn. */
  public static String limit(String planOrTurn) {
    return planOrTurn + "/limit";
  }

  /**
   * The gate at a limit that a run shares with those below it.
   *
   * @param scope of the run whose limit it is
   * @param limit its name
   * @param number 1 for the first time that it is reached, one more each time that it was extended
   */
  public static String sharedLimit(String scope, String limit, int number) {
    return "%slimit/%s/%d".formatted(scope, limit, number);
  }

  /** Who asks at such a gate, of those that have reached the limit. */
  public static String asker(String gate, int epoch) {
    return gate + "/asker" + epoch;
  }

  /** The question of a model to a person. */
  public static String question(String call) {
    return call + "/ask";
  }

  /** The gate at a call in doubt; the number is that of the attempt that left the doubt. */
  public static String doubt(String call, int attempt) {
    return call + "/doubt" + attempt;
  }

  /**
   * @return whether a gate is about a tool call
   */
  public static boolean isOfCall(String gate) {
    return LAST_CALL.matcher(gate).matches()
        && !gate.substring(callOf(gate).length() + 1).contains("/");
  }

  /**
   * @return whether a gate is the question of a model to a person
   */
  public static boolean isQuestion(String gate) {
    return gate.endsWith(question(""));
  }

  /** The attempt that a gate lets a tool make: the first, or one more where it was in doubt. */
  public static int attemptAfter(String gate) {
    String name = gate.substring(gate.lastIndexOf('/') + 1);
    return name.startsWith("doubt") ? Integer.parseInt(name.substring("doubt".length())) + 1 : 1;
  }

  /** The job that prepares a gate's question. */
  public static String asked(String gate) {
    return gate + "/asked";
  }

  /** The job that reminds those who are asked. */
  public static String reminded(String gate) {
    return gate + "/remind";
  }

  /** The job that asks others as well. */
  public static String escalated(String gate) {
    return gate + "/escalate";
  }

  /** The job that takes a gate's decision. */
  public static String decided(String gate) {
    return gate + "/decided";
  }

  /** The turn that a path ends with, one further. */
  public static String next(String turn) {
    var found = TURN.matcher(turn);
    if (!found.matches()) {
      throw new IllegalArgumentException("'%s' is no turn.".formatted(turn));
    }
    return turn(found.group(1), Integer.parseInt(found.group(2)) + 1);
  }

  /**
   * @param scope of a run
   * @return the scopes of the runs that it is below, itself included, the one at the top first
   */
  public static List<String> lineage(String scope) {
    List<String> scopes = new ArrayList<>(List.of(""));
    var call = SUB_RUN.matcher(scope);
    while (call.find()) {
      scopes.add(scope.substring(0, call.end()));
    }
    return scopes;
  }
}
