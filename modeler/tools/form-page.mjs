import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/** What a page loads besides its script, by the name that it has there. */
const ASSETS = {
  'index.html': join(import.meta.dirname, 'form-page/index.html'),
  'regular.woff2': require.resolve('@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2'),
  'semibold.woff2': require.resolve('@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2')
};

/**
 * Writes a page on which forms can be opened: index.html and what it loads.
 *
 * @param {string} library a version of form-js, by its name in package.json
 * @param {string} folder
 */
export async function writeFormPage(library, folder) {
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(ASSETS).map(([ name, file ]) => copyFile(file, join(folder, name))));
  await copyFile(require.resolve(`${library}/dist/assets/form-js.css`), join(folder, 'form-js.css'));
  await build({
    entryPoints: [ join(import.meta.dirname, 'form-page/page.js') ],
    outfile: join(folder, 'page.js'),
    alias: { 'form-js': library },
    bundle: true,
    format: 'iife',
    minify: true,
    logLevel: 'error'
  });
}
