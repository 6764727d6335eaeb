/** Agents as tools of an MCP server: any MCP client starts a run, and finds it again. */
@NullMarked
package io.waggle.mcp.server;

import org.jspecify.annotations.NullMarked;
