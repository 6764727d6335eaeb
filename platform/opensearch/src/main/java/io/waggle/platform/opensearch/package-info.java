/** The OpenSearch node behind Operate and Tasklist on the local platform. */
@NullMarked
package io.waggle.platform.opensearch;

import org.jspecify.annotations.NullMarked;
