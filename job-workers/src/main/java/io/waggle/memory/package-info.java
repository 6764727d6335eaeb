/** What agents remember beyond their runs: the tools, the words, whose a memory is. */
@NullMarked
package io.waggle.memory;

import org.jspecify.annotations.NullMarked;
