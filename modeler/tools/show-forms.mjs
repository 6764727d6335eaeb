// Takes the pictures of forms, filled with what a run could hand them, as Tasklist of Camunda 8.8 shows them.
// Usage: node show-forms.mjs FOLDER DATA.json FILE.form… writes FOLDER/NAME.png. DATA.json: {form id: variables}.
// Prints what the library complains about, one line each; exit code 1 if there is any.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { withPage } from './chromium.mjs';
import { writeFormPage } from './form-page.mjs';
import { sha256, withText } from './provenance.mjs';

const [ folder, dataFile, ...files ] = process.argv.slice(2);
const data = JSON.parse(await readFile(dataFile, 'utf8'));

function complain(file, complaint) {
  console.log(`${basename(file)}: ${complaint}`);
  process.exitCode = 1;
}

async function show(page, file) {
  const text = await readFile(file, 'utf8');
  const schema = JSON.parse(text);
  if (!data[schema.id]) {
    complain(file, `${basename(dataFile)} has no variables for the form '${schema.id}'.`);
  }
  const warnings = await page.evaluate(([ form, variables ]) => globalThis.formPage.open(form, variables), [ schema, data[schema.id] ?? {} ]);
  warnings.forEach(warning => complain(file, warning));
  const picture = withText(await page.locator('#page').screenshot(), 'Form-SHA256', sha256(text));
  await writeFile(join(folder, `${basename(file, '.form').replace('waggle-', 'form-')}.png`), picture);
}

const formPage = await mkdtemp(join(tmpdir(), 'form-page-'));
try {
  await mkdir(folder, { recursive: true });
  await writeFormPage('form-js-camunda-8.8', formPage);
  await withPage(async page => {
    await page.goto(pathToFileURL(join(formPage, 'index.html')).href);
    for (const file of files) {
      await show(page, file);
    }
  });
} finally {
  await rm(formPage, { recursive: true });
}
