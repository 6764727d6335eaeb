/** What Camunda Modeler's own libraries say about the models, forms and element templates. */
@NullMarked
package io.waggle.modeler;

import org.jspecify.annotations.NullMarked;
