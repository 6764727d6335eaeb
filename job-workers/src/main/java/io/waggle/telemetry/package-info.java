/**
 * What runs took and cost, as metrics, and what they did, as one trace each. Listens to the jobs
 * and reads the journal; nothing depends on whether any of it works.
 */
@NullMarked
package io.waggle.telemetry;

import org.jspecify.annotations.NullMarked;
