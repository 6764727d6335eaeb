/** The part of Camunda's {@code /v2} that is served. */
@NullMarked
package io.waggle.embedded.rest;

import org.jspecify.annotations.NullMarked;
