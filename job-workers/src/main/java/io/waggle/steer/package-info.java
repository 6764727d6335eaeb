/** What people say to a run under way: guidance, a pause, its end. */
@NullMarked
package io.waggle.steer;

import org.jspecify.annotations.NullMarked;
