/** The pictures of the models, with where a run stands in them. */
@NullMarked
package io.waggle.console.diagram;

import org.jspecify.annotations.NullMarked;
