package io.waggle.embedded.rest;

import io.waggle.embedded.capacity.Capacity;
import io.waggle.embedded.capacity.Capacity.Holding;
import io.waggle.embedded.log.ZeebeEngine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code GET /engine}, outside of Camunda's API: what the embedded engine has to say about itself.
 */
final class EngineInfo {
  private final Instant since = Instant.now();
  private final ZeebeEngine engine;
  private final Capacity capacity;

  EngineInfo(ZeebeEngine engine, Capacity capacity) {
    this.engine = engine;
    this.capacity = capacity;
  }

  void at(Endpoints endpoints) {
    endpoints.get("/engine", this::get);
  }

  private Object get(Exchange exchange) {
    Holding holding = capacity.holding();
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("inMemory", true);
    info.put(
        "note",
        "In memory, for development and tests only: everything is gone when this process ends.");
    info.put("since", since.toString());
    info.put("clock", engine.time().toString());
    info.put("records", holding.records());
    info.put("recordBytes", holding.recordBytes());
    info.put("maxRecordBytes", holding.maxRecordBytes());
    info.put("heapUsed", holding.heapUsed());
    info.put("heapMax", holding.heapMax());
    info.put("memoryIsShort", holding.isShort());
    info.put("acceptsNewInstances", !holding.isFull());
    return info;
  }
}
