package io.waggle.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HearingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Witness witness = new Witness();
  private final Hearing hearing = Hearing.open(witness);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    hearing.close();
    http.close();
  }

  @Test
  void shouldHoldTheFirstJobAtAnArmedMomentAndLetTheNextPass() {
    Hold hold = witness.arm(List.of(Spot.job("buyer.think", Moment.CLAIMED)));

    var first = moment("CLAIMED", "refund-1/p1");
    assertThat(hold.await(PATIENCE)).isEqualTo(new Hold.Caught("refund-1/p1", 42));
    assertThat(moment("CLAIMED", "refund-2/p1").join().statusCode()).isEqualTo(200);
    assertThat(first).isNotDone();

    witness.releaseAll();
    assertThat(first.join().statusCode()).isEqualTo(200);
  }

  @Test
  void shouldHoldOneJobAmongSeveralOfItsKind() {
    Hold hold = witness.arm(List.of(Spot.job("buyer.think", "t2", Moment.ACTED)));

    assertThat(moment("ACTED", "refund-1/p1/s1/t1").join().statusCode()).isEqualTo(200);
    assertThat(moment("CLAIMED", "refund-1/p1/s1/t2").join().statusCode()).isEqualTo(200);
    var second = moment("ACTED", "refund-1/p1/s1/t2");
    hold.await(PATIENCE);
    assertThat(second).isNotDone();

    witness.releaseAll();
    assertThat(second.join().statusCode()).isEqualTo(200);
  }

  @Test
  void shouldHoldAToolAfterWhatItDoesHasHappened() {
    Hold hold = witness.arm(List.of(Spot.effect("pay")));

    var paying = post("/effects/pay", "{\"order\": \"order-5, ticket 1\", \"key\": \"a b\"}");
    hold.await(PATIENCE);

    assertThat(witness.effects().count("order-5")).isEqualTo(1);
    assertThat(paying).isNotDone();
    assertThat(get("/effects/pay?key=a%20b").body()).isEqualTo("pay done for order-5, ticket 1");
    assertThat(get("/effects/pay?key=c").statusCode()).isEqualTo(404);

    witness.releaseAll();
    assertThat(paying.join().body()).isEqualTo("pay done for order-5, ticket 1");
  }

  @Test
  void shouldLetWhatADeadWorkerAskedForHappenAfterItWasLookedUpInVain() {
    Hold hold = witness.arm(List.of(Spot.request("pay")));

    var paying = post("/effects/pay", "{\"order\": \"order-5, ticket 1\", \"key\": \"k\"}");
    hold.await(PATIENCE);
    witness.releaseOrphans();
    assertThat(witness.effects().count("order-5")).isZero();

    assertThat(get("/effects/pay?key=another").statusCode()).isEqualTo(404);
    assertThat(witness.effects().count("order-5")).isZero();

    assertThat(get("/effects/pay?key=k").statusCode()).isEqualTo(404);
    assertThat(get("/effects/pay?key=k").body()).isEqualTo("pay done for order-5, ticket 1");
    assertThat(paying.join().body()).isEqualTo("pay done for order-5, ticket 1");
    assertThat(witness.effects().count("order-5")).isEqualTo(1);
  }

  private CompletableFuture<HttpResponse<String>> moment(String moment, String job) {
    return post(
        "/moments",
        "{\"pid\": 42, \"moment\": \"%s\", \"jobType\": \"buyer.think\", \"job\": \"%s\"}"
            .formatted(moment, job));
  }

  private CompletableFuture<HttpResponse<String>> post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(hearing.address().resolve(path))
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) {
    HttpRequest request = HttpRequest.newBuilder(hearing.address().resolve(path)).build();
    return http.sendAsync(request, BodyHandlers.ofString()).join();
  }
}
