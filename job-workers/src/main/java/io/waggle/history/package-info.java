/** Looking back: what runs did, as people and files are told it. */
@NullMarked
package io.waggle.history;

import org.jspecify.annotations.NullMarked;
