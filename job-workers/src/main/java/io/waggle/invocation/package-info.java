/**
 * Running tools: the arguments that a model wrote are checked, the call is limited in time, and
 * what it says becomes the text of an observation.
 */
@NullMarked
package io.waggle.invocation;

import org.jspecify.annotations.NullMarked;
