package io.waggle.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterTest {
  private static final long START = 1_800_000_000_123L;
  private static final long MINUTE = 60_000;

  /** A grant, in milliseconds from 1970 on. */
  private record Grant(long at, long amount) {}

  private static long most(List<Grant> grants) {
    long most = 0;
    for (Grant first : grants) {
      most =
          Math.max(
              most,
              grants.stream()
                  .filter(one -> one.at() >= first.at() && one.at() < first.at() + MINUTE)
                  .mapToLong(Grant::amount)
                  .sum());
    }
    return most;
  }

  /** Read and written again, as by one worker after the other. */
  private static Grant next(List<Meter> meter, boolean requests, long limit, long from, long size) {
    String state = meter.isEmpty() ? "" : meter.removeFirst().state();
    Meter read = requests ? Meter.ofRequests(limit, state) : Meter.ofTokens(limit, state);
    long at = read.earliest(from, size);
    read.at(at).grant(at, size);
    meter.add(read);
    return new Grant(at, size);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 7, 60, 500})
  void shouldGrantInNoMinuteMoreRequestsThanTheLimit(long limit) {
    Random random = new Random(limit);
    List<Meter> meter = new ArrayList<>();
    List<Grant> grants = new ArrayList<>();
    long now = START;
    while (grants.size() < 4 * limit + 10) {
      now += random.nextInt(3) == 0 ? random.nextLong(2 * MINUTE / limit) : 0;
      Grant grant = next(meter, true, limit, now, 1);
      now = grant.at();
      grants.add(grant);
    }

    assertThat(most(grants)).isLessThanOrEqualTo(limit);
  }

  @Test
  void shouldGrantInNoMinuteMoreTokensThanTheLimit() {
    Random random = new Random(7);
    List<Meter> meter = new ArrayList<>();
    List<Grant> grants = new ArrayList<>();
    long now = START;
    while (grants.size() < 300) {
      Grant grant = next(meter, false, 30_000, now, random.nextLong(1, 15_000));
      now = grant.at();
      grants.add(grant);
    }

    assertThat(most(grants)).isLessThanOrEqualTo(30_000);
    long took = grants.getLast().at() - START;
    long all = grants.stream().mapToLong(Grant::amount).sum();
    assertThat(all * MINUTE / took).as("tokens a minute").isGreaterThan(20_000);
  }

  @Test
  void shouldSpreadWhatWaits() {
    Meter meter = Meter.ofRequests(60, "");
    List<Long> grants = new ArrayList<>();
    for (int request = 0; request < 100; request++) {
      long at = meter.earliest(START, 1);
      meter.grant(at, 1);
      grants.add(at - START);
    }

    assertThat(grants.subList(0, 6)).containsOnly(0L);
    assertThat(grants.get(6)).isBetween(1_000L, 1_020L);
    assertThat(grants.get(50)).as("median").isBetween(45_000L, 47_000L);
    assertThat(grants.getLast()).isBetween(94_000L, 97_000L);
  }

  @Test
  void shouldLetWhatIsLargerThanTheLimitPassAlone() {
    Meter meter = Meter.ofTokens(1_000, "");
    meter.grant(START, 10);

    long large = meter.earliest(START, 5_000);
    meter.grant(large, 5_000);
    long next = meter.earliest(large, 10);

    assertThat(large - START).isBetween(MINUTE, MINUTE + 2_000);
    assertThat(next - large).isBetween(MINUTE, MINUTE + 2_000);
  }

  @Test
  void shouldGoByWhatARequestTook() {
    Meter less = Meter.ofTokens(1_000, "");
    less.grant(START, 900);
    less.correct(START, -800);
    Meter more = Meter.ofTokens(1_000, "");
    more.grant(START, 100);
    more.correct(START, 800);

    assertThat(less.earliest(START, 500) - START).isLessThan(1_000);
    assertThat(more.earliest(START, 500) - START).isGreaterThan(MINUTE);
  }

  /** A process is slow with its first requests. */
  @Test
  void shouldCountWhatIsMovedFromTheLaterMomentOn() {
    Meter meter = Meter.ofRequests(1, "");
    meter.grant(START, 1);
    meter.move(START, START + 5_000, 1);

    assertThat(meter.earliest(START, 1) - START).isBetween(MINUTE + 5_000, MINUTE + 6_500);
  }

  @Test
  void shouldNotWaitForAClockThatWasSetBack() {
    Meter meter = Meter.ofRequests(1, "");
    meter.grant(START, 1);
    long hourBefore = START - 60 * MINUTE;

    assertThat(meter.at(hourBefore).earliest(hourBefore, 1) - hourBefore).isLessThan(3 * MINUTE);
  }
}
