/** What runs have used of their limits. */
@NullMarked
package io.waggle.console.limits;

import org.jspecify.annotations.NullMarked;
