/**
 * The JUnit kit for agents. A test runs its agents on the embedded engine with real job workers; a
 * scripted model answers over HTTP, a {@link io.waggle.testing.Person} decides at gates, and time
 * moves when the test says so.
 */
@NullMarked
package io.waggle.testing;

import org.jspecify.annotations.NullMarked;
