package io.waggle.docker;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What Kubernetes takes for an object, by the classes that its Java client has of the API's
 * description: fields that it does not know, that are missing or of another type are mistakes.
 */
final class KubernetesSchema {
  private static final String TYPES = "io.kubernetes.client.openapi.models.";

  private static final Map<String, String> KINDS =
      Map.of(
          "v1 ServiceAccount", "V1ServiceAccount",
          "v1 ConfigMap", "V1ConfigMap",
          "v1 Secret", "V1Secret",
          "v1 Service", "V1Service",
          "apps/v1 Deployment", "V1Deployment",
          "policy/v1 PodDisruptionBudget", "V1PodDisruptionBudget",
          "networking.k8s.io/v1 NetworkPolicy", "V1NetworkPolicy");

  /** Such as 500m or 1Gi; in the API's description they are texts. */
  private static final Pattern QUANTITY = Pattern.compile("\\d+(\\.\\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?");

  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(
              OffsetDateTime.class,
              (JsonDeserializer<OffsetDateTime>)
                  (json, type, context) -> OffsetDateTime.parse(json.getAsString()))
          .create();

  private KubernetesSchema() {}

  /**
   * @throws IllegalArgumentException if it is no such object; the message says which field
   */
  static void check(String object) {
    JsonElement json = JsonParser.parseString(object);
    var kind =
        json.getAsJsonObject().get("apiVersion").getAsString()
            + " "
            + json.getAsJsonObject().get("kind").getAsString();
    String type = KINDS.get(kind);
    if (type == null) {
      throw new IllegalArgumentException("No such kind is expected here: " + kind);
    }
    try {
      Class<?> known = Class.forName(TYPES + type);
      known.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
      var unused = GSON.fromJson(json, known);
    } catch (InvocationTargetException wrong) {
      throw new IllegalArgumentException(wrong.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException wrongType) {
      throw new IllegalArgumentException(wrongType);
    }
  }

  static boolean isQuantity(String text) {
    return QUANTITY.matcher(text).matches();
  }
}
