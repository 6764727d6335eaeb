/** What Maven makes of this project, and of a user's. */
@NullMarked
package io.waggle.it.build;

import org.jspecify.annotations.NullMarked;
