package io.waggle.llm.openai;

import java.io.IOException;

/** The same answers, where they are streamed. */
class StreamedReplyMappingTest extends ReplyMappingTest {
  @Override
  StubEndpoint stub() throws IOException {
    return super.stub().streaming();
  }
}
