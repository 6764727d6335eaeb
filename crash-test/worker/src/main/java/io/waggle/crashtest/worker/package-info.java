/** The worker process that the crash test kills. */
@NullMarked
package io.waggle.crashtest.worker;

import org.jspecify.annotations.NullMarked;
