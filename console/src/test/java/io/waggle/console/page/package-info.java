/** What pages are made of. */
@NullMarked
package io.waggle.console.page;

import org.jspecify.annotations.NullMarked;
