/** Answers of models that are shown to people while they are written. */
@NullMarked
package io.waggle.draft;

import org.jspecify.annotations.NullMarked;
