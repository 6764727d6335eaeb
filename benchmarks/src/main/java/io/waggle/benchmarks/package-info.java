/** Measures what a turn of an agent costs, beside what the engine alone takes for as many jobs. */
@NullMarked
package io.waggle.benchmarks;

import org.jspecify.annotations.NullMarked;
