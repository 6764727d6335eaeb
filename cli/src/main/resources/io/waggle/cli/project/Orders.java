package %PACKAGE%;

import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tools: methods that the model may call. Their parameters are what it has to give. */
class Orders {
  record Order(String number, String customer, int cents, boolean refunded) {}

  private final Map<String, Order> orders =
      new ConcurrentHashMap<>(Map.of("A-1", new Order("A-1", "Ada", 4_200, false)));

  @Tool(description = "Look up an order.", effect = Effect.READ)
  Order findOrder(@Param("its number, for example A-1") String order) {
    Order found = orders.get(order);
    if (found == null) {
      // What a tool throws is told to the model.
      throw new IllegalArgumentException("There is no order " + order);
    }
    return found;
  }

  /** A call whose worker died is repeated: here that does no harm. */
  @Tool(description = "Refund an order.", effect = Effect.IDEMPOTENT)
  Order refund(@Param("its number") String order) {
    Order found = findOrder(order);
    Order refunded = new Order(found.number(), found.customer(), found.cents(), true);
    orders.put(order, refunded);
    return refunded;
  }
}
