/**
 * Tools: Java methods that models call, their schemas, and how a tool call becomes an observation.
 */
@NullMarked
package io.waggle.tool;

import org.jspecify.annotations.NullMarked;
