package io.waggle.llm.openai;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Gives the bodies of all errors one form: the SDK knows only that of OpenAI itself. */
final class ErrorBodies implements Interceptor {
  private static final MediaType JSON = MediaType.get("application/json");

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.isSuccessful()) {
      return response;
    }
    String body = response.body().string();
    return response
        .newBuilder()
        .body(ResponseBody.create(ErrorBody.normalized(body), JSON))
        .build();
  }
}
