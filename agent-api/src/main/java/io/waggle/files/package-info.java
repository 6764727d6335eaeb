/** Files for agents: read, write, edit, list and search, confined to one folder. */
@NullMarked
package io.waggle.files;

import org.jspecify.annotations.NullMarked;
