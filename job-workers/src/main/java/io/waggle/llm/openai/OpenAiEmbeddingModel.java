package io.waggle.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.client.OpenAIClient;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.waggle.llm.EmbeddingModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A model behind an endpoint for embeddings. One HTTP request a call. */
final class OpenAiEmbeddingModel implements EmbeddingModel {
  private final OpenAIClient client;
  private final String name;
  private final RequestOptions options;
  private final Failures failures;

  OpenAiEmbeddingModel(OpenAIClient client, String name, OpenAiEndpoint endpoint) {
    this.client = client;
    this.name = name;
    this.options = RequestOptions.builder().timeout(endpoint.timeout()).build();
    this.failures = new Failures(endpoint, name);
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    EmbeddingCreateParams params =
        EmbeddingCreateParams.builder()
            .model(name)
            .inputOfArrayOfStrings(texts)
            .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
            .build();
    try (HttpResponseFor<CreateEmbeddingResponse> response =
        client.embeddings().withRawResponse().create(params, options)) {
      return vectors(Json.MAPPER.readTree(response.body()), texts.size());
    } catch (JsonProcessingException e) {
      throw failures.withoutVectors(MissingNode.getInstance());
    } catch (OpenAIServiceException e) {
      throw failures.rejected(failures.error(e), false);
    } catch (OpenAIException | IOException e) {
      throw failures.broken(e);
    } catch (IllegalStateException e) {
      throw failures.closed(e);
    }
  }

  private List<float[]> vectors(JsonNode answer, int wanted) {
    float[][] vectors = new float[wanted][];
    int position = 0;
    for (JsonNode one : answer.path("data")) {
      int index = one.path("index").asInt(position++);
      if (index >= 0 && index < wanted) {
        vectors[index] = vector(one.path("embedding"));
      }
    }
    int length = vectors[0] == null ? 0 : vectors[0].length;
    boolean usable =
        length > 0 && Arrays.stream(vectors).allMatch(one -> one != null && one.length == length);
    if (!usable) {
      throw failures.withoutVectors(answer.path("error"));
    }
    return List.of(vectors);
  }

  /** Empty if it is no list of numbers. */
  private static float[] vector(JsonNode numbers) {
    float[] vector = new float[numbers.isArray() ? numbers.size() : 0];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.path(i).floatValue();
      if (!numbers.path(i).isNumber() || !Float.isFinite(vector[i])) {
        return new float[0];
      }
    }
    return vector;
  }
}
