/** Which plans and tool calls need a person's approval, and which have it. */
@NullMarked
package io.waggle.approval;

import org.jspecify.annotations.NullMarked;
