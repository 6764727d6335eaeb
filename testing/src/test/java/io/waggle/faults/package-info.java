/**
 * Faults of models and their endpoints, as the table in {@code docs/model-faults.md} tells them.
 */
@NullMarked
package io.waggle.faults;

import org.jspecify.annotations.NullMarked;
