package com.example.refunds;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class RefundDesk {
  public static void main(String[] arguments) {
    SpringApplication.run(RefundDesk.class, arguments);
  }

  @Bean
  static Agent refundDesk() {
    return Agent.named("refund-desk")
        .description("Refunds orders.")
        .model("openai:gpt-5-mini")
        .instructions("You refund orders.")
        .planning(Planning.NEVER)
        .tools(new Refunds())
        .build();
  }
}
