/** Results that have a type: how a model is asked for one, and whether it gave one. */
@NullMarked
package io.waggle.result;

import org.jspecify.annotations.NullMarked;
