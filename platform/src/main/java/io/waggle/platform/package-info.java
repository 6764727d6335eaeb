/**
 * A local Camunda 8 without Docker: OpenSearch, the Zeebe broker, and Operate with Tasklist,
 * started, watched and stopped as child processes. {@link io.waggle.platform.Platform} is the way
 * in.
 */
@NullMarked
package io.waggle.platform;

import org.jspecify.annotations.NullMarked;
