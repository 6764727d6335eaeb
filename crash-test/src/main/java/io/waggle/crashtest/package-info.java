/**
 * Kills processes under running agents and counts from outside what was done twice or not at all.
 *
 * <p>{@link io.waggle.crashtest.Lab} holds what all of it needs; {@link
 * io.waggle.crashtest.CrashTest} kills at chosen moments, {@link io.waggle.crashtest.Recovery}
 * measures how long runs stand still, {@link io.waggle.crashtest.Soak} kills at random under load.
 */
@NullMarked
package io.waggle.crashtest;

import org.jspecify.annotations.NullMarked;
