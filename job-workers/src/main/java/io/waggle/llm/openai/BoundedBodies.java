package io.waggle.llm.openai;

import io.waggle.check.JsonValues;
import java.io.IOException;
import java.io.OutputStream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Stops reading a body, as it is once it is unpacked, that is more than any answer of a model: the
 * SDK makes objects of all of it, many times its size. Of an answer that is streamed each event is
 * made an object of: what it may have in all is {@link Pieces}' business.
 */
final class BoundedBodies implements Interceptor {
  /** The longest answers of models have less than a quarter of it, escaped as they may be. */
  static final long MOST_BYTES = 4L * 1_024 * 1_024;

  /** JSON values and members, of which a completion has some hundred. */
  static final int MOST_VALUES = 100_000;

  /** How a body says that it is streamed. */
  static final String EVENTS = "text/event-stream";

  /** The message goes on "The provider …". */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
      super(message);
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    return response
        .newBuilder()
        .body(
            ResponseBody.create(
                Okio.buffer(new Bounded(body.source(), isStream(body.contentType()))),
                body.contentType(),
                body.contentLength()))
        .build();
  }

  private static boolean isStream(@Nullable MediaType type) {
    return type != null && (type.type() + "/" + type.subtype()).equals(EVENTS);
  }

  static TooLargeException tooLarge() {
    return new TooLargeException(
        "sent more than %d MB, more than an answer needs".formatted(MOST_BYTES >> 20));
  }

  private static final class Bounded extends ForwardingSource {
    private final boolean inLines;
    private final OutputStream counter =
        new OutputStream() {
          @Override
          public void write(int letter) {
            count(letter);
          }
        };
    private JsonValues values = new JsonValues();
    private long bytes;

    /**
     * @param inLines whether each line counts for itself
     */
    Bounded(Source body, boolean inLines) {
      super(body);
      this.inLines = inLines;
    }

    @Override
    public long read(Buffer sink, long most) throws IOException {
      long before = sink.size();
      long read = super.read(sink, most);
      if (read > 0) {
        count(sink, before, read);
      }
      return read;
    }

    private void count(int letter) {
      if (inLines && letter == '\n') {
        values = new JsonValues();
        bytes = 0;
      } else {
        values.add(letter);
        bytes++;
      }
    }

    private void count(Buffer sink, long from, long read) throws IOException {
      sink.copyTo(counter, from, read);
      if (bytes > MOST_BYTES) {
        throw tooLarge();
      }
      if (values.count() > MOST_VALUES) {
        throw new TooLargeException(
            "sent more than %,d JSON values, more than an answer needs".formatted(MOST_VALUES));
      }
    }
  }
}
