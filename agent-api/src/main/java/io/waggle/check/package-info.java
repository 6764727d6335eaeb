/**
 * Checks what people and models write: values against a JSON schema, names against those that are
 * known. Definitions and the runtime share it; an agent's author has no need of it.
 */
@NullMarked
package io.waggle.check;

import org.jspecify.annotations.NullMarked;
