package io.waggle.crashtest.worker;

import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.util.Map;
import java.util.Optional;

/** One tool of each effect; what they do is done, and counted, outside of this process. */
final class TicketOffice {
  private final Witness witness;

  TicketOffice(Witness witness) {
    this.witness = witness;
  }

  @Tool(description = "Looks up what a ticket costs.", effect = Effect.READ)
  String price(@Param("the order") String order) {
    return witness.post("/effects/price", Map.of("order", order, "key", "read"));
  }

  @Tool(description = "Reserves the seat of an order.", effect = Effect.IDEMPOTENT)
  String reserve(@Param("the order") String order, ToolCallContext call) {
    return act("reserve", order, call);
  }

  @Tool(
      description = "Pays one ticket of an order.",
      effect = Effect.ONCE,
      lookUp = "paid",
      undo = "refund")
  String pay(
      @Param("the order") String order, @Param("which ticket") int ticket, ToolCallContext call) {
    return act("pay", order + ", ticket " + ticket, call);
  }

  Optional<String> paid(ToolCallContext call) {
    return witness.find("pay", call.idempotencyKey());
  }

  void refund(String order, int ticket, ToolCallContext call) {
    act("refund", order + ", ticket " + ticket, call);
  }

  @Tool(description = "Pays an order in cash.", effect = Effect.ONCE)
  String payCash(@Param("the order") String order, ToolCallContext call) {
    return act("pay_cash", order, call);
  }

  /** Nobody can tell, then, but whoever sees the money arrive. */
  @Tool(description = "Pays an order by post.", effect = Effect.ONCE)
  String payByPost(@Param("the order") String order, ToolCallContext call) {
    act("pay_by_post", order, call);
    throw new IllegalStateException("The post office does not answer.");
  }

  @Tool(description = "Tells the customer.", effect = Effect.IDEMPOTENT)
  String announce(@Param("the order") String order, ToolCallContext call) {
    return act("announce", order, call);
  }

  @Tool(description = "Marks a way on the map.", effect = Effect.IDEMPOTENT)
  String mark(@Param("the order") String order, @Param("which way") int way, ToolCallContext call) {
    return act("mark", order + ", way " + way, call);
  }

  private String act(String tool, String order, ToolCallContext call) {
    return witness.post("/effects/" + tool, Map.of("order", order, "key", call.idempotencyKey()));
  }
}
