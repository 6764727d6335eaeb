/** The engine and its log of records: started, read and written to. */
@NullMarked
package io.waggle.embedded.log;

import org.jspecify.annotations.NullMarked;
