/**
 * Chat Completions endpoints: OpenAI, Azure OpenAI, Ollama, vLLM, and whatever speaks like them.
 */
@NullMarked
package io.waggle.llm.openai;

import org.jspecify.annotations.NullMarked;
