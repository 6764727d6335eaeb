/**
 * Agent definitions: what an author writes, in Java or as a Markdown file, and the registry of the
 * agents that a worker holds.
 */
@NullMarked
package io.waggle.agent;

import org.jspecify.annotations.NullMarked;
