/** Who looks at the console, what each may do there, and how a person logs in. */
@NullMarked
package io.waggle.console.access;

import org.jspecify.annotations.NullMarked;
