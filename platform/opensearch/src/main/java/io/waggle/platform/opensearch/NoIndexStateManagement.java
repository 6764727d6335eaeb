package io.waggle.platform.opensearch;

import java.util.List;
import java.util.function.Supplier;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.node.DiscoveryNodes;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.IndexScopedSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.settings.SettingsFilter;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.rest.RestController;
import org.opensearch.rest.RestHandler;

/**
 * Stands in for OpenSearch's index state management, which manages nothing here. Tasklist puts its
 * setting on its indices, which a node without that plugin would refuse as "unknown setting"; and
 * before it starts with indices that it has archived, it asks by which policy each is managed.
 */
public final class NoIndexStateManagement extends Plugin implements ActionPlugin {
  private static final Setting<String> POLICY_ID =
      Setting.simpleString(
          "index.plugins.index_state_management.policy_id", Property.IndexScope, Property.Dynamic);

  @Override
  public List<Setting<?>> getSettings() {
    return List.of(POLICY_ID);
  }

  @Override
  public List<RestHandler> getRestHandlers(
      Settings settings,
      RestController controller,
      ClusterSettings clusterSettings,
      IndexScopedSettings indexSettings,
      SettingsFilter filter,
      IndexNameExpressionResolver indices,
      Supplier<DiscoveryNodes> nodes) {
    return List.of(new UnmanagedIndex());
  }
}
