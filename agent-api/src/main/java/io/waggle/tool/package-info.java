/** Tools: Java methods that models call, and the JSON schemas of their parameters. */
@NullMarked
package io.waggle.tool;

import org.jspecify.annotations.NullMarked;
