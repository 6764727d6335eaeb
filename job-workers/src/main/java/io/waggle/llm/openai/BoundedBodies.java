package io.waggle.llm.openai;

import io.waggle.check.JsonValues;
import java.io.IOException;
import java.io.OutputStream;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Stops reading a body, as it is once it is unpacked, that is more than any answer of a model: the
 * SDK makes objects of all of it, many times its size.
 */
final class BoundedBodies implements Interceptor {
  /** The longest answers of models have less than a quarter of it, escaped as they may be. */
  static final long MOST_BYTES = 4L * 1_024 * 1_024;

  /** JSON values and members, of which a completion has some hundred. */
  static final int MOST_VALUES = 100_000;

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
                Okio.buffer(new Bounded(body.source())), body.contentType(), body.contentLength()))
        .build();
  }

  private static final class Bounded extends ForwardingSource {
    private final JsonValues values = new JsonValues();
    private final OutputStream counter = counter(values);
    private long bytes;

    Bounded(Source body) {
      super(body);
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

    private void count(Buffer sink, long from, long read) throws IOException {
      bytes += read;
      if (bytes > MOST_BYTES) {
        throw new TooLargeException(
            "sent more than %d MB, more than an answer needs".formatted(MOST_BYTES >> 20));
      }
      sink.copyTo(counter, from, read);
      if (values.count() > MOST_VALUES) {
        throw new TooLargeException(
            "sent more than %,d JSON values, more than an answer needs".formatted(MOST_VALUES));
      }
    }
  }

  private static OutputStream counter(JsonValues values) {
    return new OutputStream() {
      @Override
      public void write(int letter) {
        values.add(letter);
      }
    };
  }
}
