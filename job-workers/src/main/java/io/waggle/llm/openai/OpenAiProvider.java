package io.waggle.llm.openai;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.openai.credential.BearerTokenCredential;
import io.waggle.llm.ChatModel;
import io.waggle.llm.EmbeddingModel;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * A provider of models behind one HTTP client, which all of them share. Calls run on the thread of
 * their caller, as many at once as there are callers. Safe for many threads.
 */
public final class OpenAiProvider implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Whoever waits for vectors can do without. */
  private static final Duration EMBEDDING = Duration.ofSeconds(10);

  private static final int IDLE_CONNECTIONS = 100;

  /**
   * Below the five seconds after which Node.js and uvicorn (vLLM) close an idle connection: a
   * request that meets its closing fails, and nothing here retries it.
   */
  private static final Duration IDLE_TIME = Duration.ofSeconds(4);

  private final OpenAiEndpoint endpoint;
  private final OkHttpClient http;
  private final OpenAIClient client;
  private final Map<String, ChatModel> models = new ConcurrentHashMap<>();

  /** Opens no connection yet. */
  public OpenAiProvider(OpenAiEndpoint endpoint) {
    this.endpoint = endpoint;
    this.http = http(endpoint);
    this.client = client(endpoint, http);
  }

  /**
   * @param name the model's name, as the provider knows it; it is not asked
   */
  public ChatModel model(String name) {
    return models.computeIfAbsent(
        name,
        first ->
            new OpenAiChatModel(
                client,
                endpoint.provider(),
                name,
                new Failures(endpoint, name),
                new Concessions(endpoint.firstForm()),
                new KnownMessages()));
  }

  /**
   * @param name the model's name, as the provider knows it; it is not asked. A call takes ten
   *     seconds at the most
   */
  public EmbeddingModel embeddings(String name) {
    return new OpenAiEmbeddingModel(client, name, endpoint.within(EMBEDDING));
  }

  /** Ends calls on the way with a transient failure. */
  @Override
  public void close() {
    client.close();
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
  }

  private static OkHttpClient http(OpenAiEndpoint endpoint) {
    return new OkHttpClient.Builder()
        .socketFactory(new PromptSockets())
        .addInterceptor(new ErrorBodies())
        .addInterceptor(new BoundedBodies())
        .connectTimeout(CONNECT_TIMEOUT)
        .readTimeout(endpoint.timeout())
        .writeTimeout(endpoint.timeout())
        .callTimeout(endpoint.timeout())
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .connectionPool(
            new ConnectionPool(IDLE_CONNECTIONS, IDLE_TIME.toMillis(), TimeUnit.MILLISECONDS))
        .build();
  }

  private static OpenAIClient client(OpenAiEndpoint endpoint, OkHttpClient http) {
    Timeout timeout =
        Timeout.builder()
            .connect(CONNECT_TIMEOUT)
            .read(endpoint.timeout())
            .write(endpoint.timeout())
            .request(endpoint.timeout())
            .build();
    OpenAIOkHttpClient.Builder builder =
        OpenAIOkHttpClient.builder()
            .okHttpClient(http)
            .jsonMapper(MessageJson.mapper())
            .baseUrl(endpoint.baseUrl().toString())
            .timeout(timeout)
            .maxRetries(0)
            .logLevel(LogLevel.OFF);
    return authenticated(builder, endpoint).build();
  }

  private static OpenAIOkHttpClient.Builder authenticated(
      OpenAIOkHttpClient.Builder builder, OpenAiEndpoint endpoint) {
    String key = endpoint.apiKey();
    if (key == null) {
      // The SDK insists on a key; what it makes of this one never leaves the process.
      return builder
          .credential(BearerTokenCredential.create("none"))
          .addInterceptor(OpenAiProvider::withoutKey);
    }
    return endpoint.azure()
        ? builder.credential(AzureApiKeyCredential.create(key))
        : builder.credential(BearerTokenCredential.create(key));
  }

  private static Response withoutKey(Interceptor.Chain chain) throws IOException {
    return chain.proceed(chain.request().newBuilder().removeHeader("Authorization").build());
  }
}
