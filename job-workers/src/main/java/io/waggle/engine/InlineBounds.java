package io.waggle.engine;

import java.time.Duration;

/**
 * How much one job of the engine may do inline.
 *
 * @param turns at the most
 * @param time after which no further turn begins
 * @param jobTimeout as the engine hands jobs out
 */
record InlineBounds(int turns, Duration time, Duration jobTimeout) {}
