/** The gates: what a person is asked, and what becomes of the answer. */
@NullMarked
package io.waggle.gate;

import org.jspecify.annotations.NullMarked;
