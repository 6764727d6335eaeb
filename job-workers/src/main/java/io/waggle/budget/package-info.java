/** What runs use up: what it costs, and how much of it they may. */
@NullMarked
package io.waggle.budget;

import org.jspecify.annotations.NullMarked;
