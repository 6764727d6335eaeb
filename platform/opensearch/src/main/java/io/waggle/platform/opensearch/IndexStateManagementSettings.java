package io.waggle.platform.opensearch;

import java.util.List;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.plugins.Plugin;

/**
 * Accepts, and ignores, the index setting of OpenSearch's index state management. Tasklist puts it
 * on its indices, and a node without that plugin would refuse them as "unknown setting".
 */
public final class IndexStateManagementSettings extends Plugin {
  private static final Setting<String> POLICY_ID =
      Setting.simpleString(
          "index.plugins.index_state_management.policy_id", Property.IndexScope, Property.Dynamic);

  @Override
  public List<Setting<?>> getSettings() {
    return List.of(POLICY_ID);
  }
}
