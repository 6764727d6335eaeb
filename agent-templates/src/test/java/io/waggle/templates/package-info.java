/** What the element templates promise. */
@NullMarked
package io.waggle.templates;

import org.jspecify.annotations.NullMarked;
