/** "Run tool": one tool call, from its arguments in the journal to its observation. */
@NullMarked
package io.waggle.act;

import org.jspecify.annotations.NullMarked;
