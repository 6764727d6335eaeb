/**
 * Agent definitions: what an author writes, in Java or as a Markdown file, and the checks of those
 * that a worker holds together.
 */
@NullMarked
package io.waggle.agent;

import org.jspecify.annotations.NullMarked;
