// Opens forms with the library that Tasklist shows them with, filled with what a run could hand them.
// Usage: node show-forms.mjs FOLDER DATA.json FILE.form… writes FOLDER/FILE.png. DATA.json: {form id: variables}.
// Prints what the library complains about, one line each; exit code 1 if there is any.
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { build } from 'esbuild';

import { addStyles, withPage } from './chromium.mjs';

const [ folder, dataFile, ...files ] = process.argv.slice(2);
const data = JSON.parse(await readFile(dataFile, 'utf8'));

async function bundleViewer() {
  const { outputFiles } = await build({
    stdin: { contents: 'export { createForm } from "@bpmn-io/form-js-viewer";', resolveDir: import.meta.dirname },
    bundle: true,
    format: 'iife',
    globalName: 'FormViewer',
    minify: true,
    write: false
  });
  return outputFiles[0].text;
}

function complain(file, complaint) {
  console.log(`${basename(file)}: ${complaint}`);
  process.exitCode = 1;
}

await mkdir(folder, { recursive: true });
const viewer = await bundleViewer();
await withPage(async page => {
  await page.setViewportSize({ width: 760, height: 900 });
  for (const file of files) {
    const schema = JSON.parse(await readFile(file, 'utf8'));
    if (!data[schema.id]) {
      complain(file, `${basename(dataFile)} has no variables for the form '${schema.id}'.`);
    }
    await page.setContent('<!DOCTYPE html><body style="margin:0"><div id="form" style="padding:16px"></div>');
    await addStyles(page, '@bpmn-io/form-js-viewer/dist/assets/form-js.css');
    await page.addScriptTag({ content: viewer });
    const warnings = await page.evaluate(async ({ schema, variables }) => {
      const form = await FormViewer.createForm({ container: document.querySelector('#form'), schema });
      return (await form.importSchema(schema, variables)).warnings.map(warning => warning.message);
    }, { schema, variables: data[schema.id] ?? {} });
    warnings.forEach(warning => complain(file, warning));
    await page.locator('#form').screenshot({ path: join(folder, `${basename(file, '.form')}.png`) });
  }
});
