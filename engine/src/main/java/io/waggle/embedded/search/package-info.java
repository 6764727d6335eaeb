/** Filters, sorting and pages as Camunda's API has them, for whatever kind of row. */
@NullMarked
package io.waggle.embedded.search;

import org.jspecify.annotations.NullMarked;
