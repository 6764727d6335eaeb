/**
 * The engine's state in memory. The test engine brings such a store, too, but copies all of it for
 * every look at a part of it, so that a thousand instances at a time take it minutes.
 */
@NullMarked
package io.waggle.embedded.store;

import org.jspecify.annotations.NullMarked;
