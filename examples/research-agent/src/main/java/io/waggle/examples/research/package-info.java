/** An agent with two tools, as small as it gets, and one with skills. */
@NullMarked
package io.waggle.examples.research;

import org.jspecify.annotations.NullMarked;
