/** A business process with an agent in it: what happens when a customer disputes an invoice. */
@NullMarked
package io.waggle.examples.dispute;

import org.jspecify.annotations.NullMarked;
