/**
 * Puts the features together: auto-configuration for applications with agents, and an application
 * of its own. Agents are gathered here, and providers of models are chosen, in {@code provider}.
 */
@NullMarked
package io.waggle.app;

import org.jspecify.annotations.NullMarked;
