/** The providers of models: their settings, and which of them serves a model. */
@NullMarked
package io.waggle.app.provider;

import org.jspecify.annotations.NullMarked;
