package io.waggle.faults;

/** What the table says happens also where answers are streamed. */
class StreamedFaultTableIT extends FaultTableIT {
  @Override
  boolean isStreamed() {
    return true;
  }
}
