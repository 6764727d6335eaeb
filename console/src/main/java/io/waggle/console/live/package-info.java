/** Tells open pages that a run has changed, by server-sent events. */
@NullMarked
package io.waggle.console.live;

import org.jspecify.annotations.NullMarked;
