/** "Accept task": what a run was started with is checked and filed. */
@NullMarked
package io.waggle.intake;

import org.jspecify.annotations.NullMarked;
