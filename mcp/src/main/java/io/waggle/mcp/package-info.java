/** Tools of MCP servers, for agents: by configuration, pinned, and asked about unless told. */
@NullMarked
package io.waggle.mcp;

import org.jspecify.annotations.NullMarked;
