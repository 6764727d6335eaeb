/** Rate limits of providers, which all workers of a journal share; fair between runs. */
@NullMarked
package io.waggle.rate;

import org.jspecify.annotations.NullMarked;
