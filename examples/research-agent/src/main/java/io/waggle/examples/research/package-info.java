/** An agent with two tools, as small as it gets. */
@NullMarked
package io.waggle.examples.research;

import org.jspecify.annotations.NullMarked;
