/** What all pages of the console have in common: layout, texts, times and amounts. */
@NullMarked
package io.waggle.console.page;

import org.jspecify.annotations.NullMarked;
