@NullMarked
package io.waggle.bpmn;

import org.jspecify.annotations.NullMarked;
