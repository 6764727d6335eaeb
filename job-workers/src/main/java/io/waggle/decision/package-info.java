/** What people decided at the gates of a run, as the journal has it. */
@NullMarked
package io.waggle.decision;

import org.jspecify.annotations.NullMarked;
