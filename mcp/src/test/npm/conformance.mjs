// Preloaded into the conformance suite: it imports fs.globSync, which Node has from 22 on, for a
// command that is not used here. With a stand-in for it the suite runs on Node 20 as well.
import { register } from "node:module";

const url = (source) => "data:text/javascript," + encodeURIComponent(source);
const fs = url(`export * from "node:fs"; export const globSync = undefined;`);

register(
  url(`export const resolve = (specifier, context, next) =>
    specifier === "fs" && context.parentURL?.includes("/@modelcontextprotocol/conformance/")
      ? { url: ${JSON.stringify(fs)}, shortCircuit: true }
      : next(specifier, context);`),
);
