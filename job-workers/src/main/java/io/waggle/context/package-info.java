/** How much of a conversation a model can take, and what is done about more. */
@NullMarked
package io.waggle.context;

import org.jspecify.annotations.NullMarked;
