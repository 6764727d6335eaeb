/**
 * The console: web pages over journal and engine, for people who look at what agents did, are doing
 * and ask, and who decide.
 */
@NullMarked
package io.waggle.console;

import org.jspecify.annotations.NullMarked;
