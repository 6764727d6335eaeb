package com.example.refunds;

import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;

public class Refunds {
  @Tool(description = "Refund an order.", effect = Effect.ONCE)
  public String refund(@Param("number of the order") String order) {
    return "refunded " + order;
  }
}
