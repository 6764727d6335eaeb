package io.waggle.platform.opensearch;

import java.io.IOException;
import java.util.List;
import org.opensearch.client.node.NodeClient;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestRequest;

/** Says of any index that no policy manages it. */
final class UnmanagedIndex extends BaseRestHandler {
  private static final String INDEX = "index";

  @Override
  public String getName() {
    return "unmanaged_index";
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(RestRequest.Method.GET, "/_plugins/_ism/explain/{%s}".formatted(INDEX)));
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client)
      throws IOException {
    String index = request.param(INDEX);
    return channel -> {
      try (var answer = channel.newBuilder()) {
        answer.startObject();
        answer.startObject(index).endObject();
        answer.field("total_managed_indices", 0);
        answer.endObject();
        channel.sendResponse(new BytesRestResponse(RestStatus.OK, answer));
      }
    };
  }
}
