/** The pictures of the models as pages have them. */
@NullMarked
package io.waggle.console.diagram;

import org.jspecify.annotations.NullMarked;
