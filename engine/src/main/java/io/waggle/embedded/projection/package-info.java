/** What the engine's records add up to: the state that is searched. */
@NullMarked
package io.waggle.embedded.projection;

import org.jspecify.annotations.NullMarked;
