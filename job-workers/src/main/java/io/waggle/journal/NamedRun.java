package io.waggle.journal;

/**
 * A run at the top.
 *
 * @param id its name
 * @param agent whose run
 * @param request digest of what was asked for
 * @param epoch 1, and one more each time that it was recreated
 * @param engine mark of the engine that has it
 * @param instance process instance that it is; of a single job, the job's key
 * @param ended whether it has ended, and its outcome is recorded
 */
public record NamedRun(
    String id,
    String agent,
    String request,
    int epoch,
    String engine,
    long instance,
    boolean ended) {
  /** What the request of a single job begins with, which goes with its process. */
  static final String LONE = "lone-";

  /** In SQL, of a row 'run': whether it is a single job. */
  static final String IS_LONE = "run.request like '%s%%'".formatted(LONE);

  /**
   * In SQL, of a row 'run': the process instance that it is, or in which the single job is; the
   * job's own key, which no process instance has, where nobody has begun it.
   */
  static final String PROCESS_INSTANCE =
      """
      case when %s then coalesce(
          (select job.process_instance_key from waggle_journal job
            where job.run_id = run.id and job.path = '%s'),
          run.instance_key)
        else run.instance_key end
      """
          .formatted(IS_LONE, Paths.answer(""));

  /**
   * @return whether it is this process instance of this engine
   */
  public boolean is(String ofEngine, long instanceKey) {
    return engine.equals(ofEngine) && instance == instanceKey;
  }

  /**
   * A single job that a process gives an agent.
   *
   * @param digest of what is asked, in hexadecimal digits
   * @param job its key, in place of a process instance's
   */
  public static NamedRun lone(String id, String agent, String digest, String engine, long job) {
    int room = digest.length() - LONE.length();
    return new NamedRun(id, agent, LONE + digest.substring(0, room), 1, engine, job, false);
  }

  /**
   * @return whether it is a single job: never recreated, and gone with its process
   */
  public boolean isLone() {
    return request.startsWith(LONE);
  }
}
