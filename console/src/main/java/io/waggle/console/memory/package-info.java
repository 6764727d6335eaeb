/** What agents remember beyond their runs: pages to look at it, and to erase it. */
@NullMarked
package io.waggle.console.memory;

import org.jspecify.annotations.NullMarked;
