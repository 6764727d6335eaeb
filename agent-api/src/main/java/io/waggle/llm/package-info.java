/** The port to large language models: what is asked, what is answered, and how it fails. */
@NullMarked
package io.waggle.llm;

import org.jspecify.annotations.NullMarked;
