package io.waggle.llm.openai;

import java.io.IOException;

/** The same ways, where the answer is streamed. */
class StreamedDialectsTest extends DialectsTest {
  @Override
  StubEndpoint stub() throws IOException {
    return super.stub().streaming();
  }
}
