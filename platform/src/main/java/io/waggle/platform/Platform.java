package io.waggle.platform;

import io.waggle.platform.Component.Kind;
import io.waggle.platform.ComponentStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A local Camunda 8. Its processes outlive the JVM that starts them (unless {@link
 * PlatformSettings#endsWithOwner()}): any later JVM that names the same home finds them again.
 *
 * <p>Every method that cannot do its work throws a {@link PlatformException} with a sentence for
 * the user.
 */
public final class Platform {
  /** Zeebe's keys: below these bits a counter, above them the partition. */
  private static final int KEY_BITS = 51;

  private final PlatformSettings settings;
  private final Layout layout;
  private final Roster roster;

  private Platform(PlatformSettings settings) {
    this.settings = settings;
    this.layout = new Layout(settings.home());
    this.roster = new Roster(layout.roster());
  }

  /** The platform of these settings, running or not; touches nothing. */
  public static Platform of(PlatformSettings settings) {
    return new Platform(settings);
  }

  /**
   * Starts what does not run yet and returns when all of it is ready: partitions led and healthy,
   * Operate and Tasklist logged in to and searched. If that fails, or the JVM is told to end
   * meanwhile, what was started is stopped again.
   *
   * <p>If part of the platform runs, the rest joins it on the ports that it already has.
   */
  public UpOutcome up(PlatformListener listener) {
    return HomeLock.holding(layout, () -> upAlone(listener));
  }

  /** How every component is. Asks the running ones, which takes a few seconds at most. */
  public PlatformStatus status() {
    return new PlatformStatus(addresses(), components().stream().map(this::status).toList());
  }

  /**
   * Stops everything that runs, also what an earlier JVM left behind: asks, waits up to a minute,
   * then kills.
   *
   * @return the components that ran; empty if none did
   */
  public List<Component> down(PlatformListener listener) {
    return HomeLock.holding(layout, () -> Shutdown.all(roster, listener));
  }

  /** Ends one component at once, as a crash would (SIGKILL); does nothing if it does not run. */
  public void kill(Component component) {
    requireOwn(component);
    roster.process(component).ifPresent(process -> process.kill().join());
  }

  /** Stops one component if it runs, starts it on the same data, and returns when it is ready. */
  public void restart(Component component, PlatformListener listener) {
    requireOwn(component);
    HomeLock.holding(
        layout,
        () -> {
          var ran = Shutdown.some(List.of(component), roster, listener);
          bringUp(List.of(component), listener);
          return ran;
        });
  }

  /** What it consists of, running or not, in the order in which it starts. */
  public List<Component> components() {
    return Component.of(brokers());
  }

  /**
   * The component of this name.
   *
   * @throws PlatformException if the platform has none; says which it has
   */
  public Component component(String name) {
    return components().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  /**
   * The broker that leads each partition now, as the gateway sees it: right after a crash it may
   * still name the dead one. A partition that nobody leads is left out.
   *
   * @throws PlatformException if the gateway does not answer
   */
  public Map<Integer, Component> leaders() {
    var brokers = components().stream().filter(one -> one.kind() == Kind.BROKER).toList();
    var leaders = new TreeMap<Integer, Component>();
    topology().leaders().forEach((partition, node) -> leaders.put(partition, brokers.get(node)));
    return leaders;
  }

  /**
   * The partition that the owner of a key lives on: a process instance, a job, and so on.
   *
   * @return its number, from 1
   */
  public static int partition(long key) {
    return (int) (key >> KEY_BITS);
  }

  private Topology topology() {
    return new Readiness(effective().ports())
        .topology()
        .orElseThrow(
            () ->
                new PlatformException(
                    "Zeebe does not answer at %s: start it with `up`."
                        .formatted(addresses().restAddress())));
  }

  /** Where the platform is, or would be if it were started. */
  public Addresses addresses() {
    return Addresses.of(effective().ports());
  }

  /** The file that a component's output goes to; need not exist yet. */
  public Path log(Component component) {
    return layout.log(component);
  }

  /** The last lines that a component printed since it was last started. */
  public List<String> logs(Component component, int lines) {
    return new LogFile(layout.log(component)).tail(lines);
  }

  private UpOutcome upAlone(PlatformListener listener) {
    var begin = Instant.now();
    if (allAlive() && status().ready()) {
      return new UpOutcome.AlreadyRunning(addresses());
    }
    bringUp(components(), listener);
    return new UpOutcome.Started(addresses(), Duration.between(begin, Instant.now()));
  }

  private void bringUp(List<Component> components, PlatformListener listener) {
    var effective = effective();
    var jdk = Jdk.find();
    var parts = Parts.read(effective.parts());
    var software = Software.in(effective.software(), parts);
    var missing = components.stream().filter(one -> !roster.alive(one)).toList();
    var stamp = DataStamp.of(parts, brokers());
    stamp.requireNoOther(layout);
    var machine = Machine.here(layout.home());
    machine.requireMemory(missing.stream().mapToLong(effective.heaps()::wholeProcess).sum());
    machine.requireDisk(software.megabytesMissing(parts), brokers(), layout.home());
    PortCheck.requireFree(effective.ports().of(missing));
    software.unpack(parts, listener);
    stamp.leave(layout);
    roster.portOffset(effective.portOffset());
    if (effective.endsWithOwner() && !watched()) {
      OwnerWatch.start(layout, roster, jdk);
    }
    var recipes = new Recipes(effective, components(), layout, software, jdk);
    new Startup(recipes, roster, listener).run(components);
  }

  private boolean watched() {
    return roster.process(Roster.OWNER_WATCH).filter(RecordedProcess::alive).isPresent();
  }

  /** The settings, but with the ports of what runs. */
  private PlatformSettings effective() {
    var offset = roster.portOffset();
    return offset.isPresent() && roster.anyAlive()
        ? settings.withPortOffset(offset.getAsInt())
        : settings;
  }

  /** As many as were asked for; if nobody asked, as many as there were before. */
  private int brokers() {
    return Optional.ofNullable(settings.brokers())
        .orElseGet(() -> DataStamp.brokersOf(layout).orElse(PlatformSettings.LEAST_BROKERS));
  }

  private void requireOwn(Component component) {
    if (!components().contains(component)) {
      throw unknown(component.name());
    }
  }

  private PlatformException unknown(String name) {
    return new PlatformException(
        "The platform has no component '%s': choose one of %s."
            .formatted(
                name,
                components().stream().map(Component::name).collect(Collectors.joining(", "))));
  }

  private boolean allAlive() {
    return components().stream().allMatch(roster::alive);
  }

  private ComponentStatus status(Component component) {
    var recorded = roster.process(component);
    var log = layout.log(component);
    if (recorded.isEmpty()) {
      return new ComponentStatus(
          component, State.STOPPED, OptionalLong.empty(), log, component.title() + ": stopped");
    }
    var pid = recorded.get().pid();
    if (!recorded.get().alive()) {
      return new ComponentStatus(
          component,
          State.DEAD,
          OptionalLong.empty(),
          log,
          "%s (process %d) has died, see %s; `up` starts it again"
              .formatted(component.title(), pid, log));
    }
    var ready = new Readiness(effective().ports()).ready(component);
    return new ComponentStatus(
        component,
        ready ? State.READY : State.NOT_READY,
        OptionalLong.of(pid),
        log,
        ready
            ? component.title() + ": ready"
            : "%s: running, but not answering yet, see %s".formatted(component.title(), log));
  }
}
