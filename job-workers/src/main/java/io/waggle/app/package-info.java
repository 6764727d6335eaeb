/**
 * Puts the features together: auto-configuration for applications with agents, and an application
 * of its own.
 */
@NullMarked
package io.waggle.app;

import org.jspecify.annotations.NullMarked;
