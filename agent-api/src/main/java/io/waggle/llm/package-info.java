/** The port to large language models. Adapters are sub-packages, one a wire protocol. */
@NullMarked
package io.waggle.llm;

import org.jspecify.annotations.NullMarked;
