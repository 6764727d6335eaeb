import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);

const NAMES = [ 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable' ];

/** Says to the tests that this machine lacks something, as opposed to a finding (1). */
const EXIT_CODE_MISSING = 3;

/**
 * Opens a blank page in the Chromium of this machine and hands it over; the browser is closed afterwards.
 *
 * @param {(page: import('playwright-core').Page) => Promise<void>} use
 */
export async function withPage(use) {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [ '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync' ]
  });
  try {
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    page.on('pageerror', error => { throw error; });
    await use(page);
  } finally {
    await browser.close();
  }
}

/** The panel hands what was typed to the diagram after a pause of 300 ms. */
const TYPING_SETTLES_MS = 1000;

/**
 * Waits until the properties panel has handed over what was typed. It waits in the page: however late its timers are,
 * the panel's earlier one goes first.
 */
export async function typingSettled(page) {
  await page.evaluate(ms => new Promise(settled => setTimeout(settled, ms)), TYPING_SETTLES_MS);
}

/** Loads a package's script as a classic one, so that it leaves its global behind. */
export async function addScript(page, module) {
  await page.addScriptTag({ path: require.resolve(module) });
}

/** Loads packages' style sheets, one after the other. */
export async function addStyles(page, ...modules) {
  for (const module of modules) {
    await page.addStyleTag({ content: await readFile(require.resolve(module), 'utf8') });
  }
}

/**
 * Gives the document a font for "Arial" that has Arial's measures. What the libraries draw depends on how wide
 * words are, and machines differ in what they show in place of a font that they do not have.
 */
export async function addArial(page) {
  for (const weight of [ 400, 700 ]) {
    const font = await readFile(require.resolve(`@fontsource/arimo/files/arimo-latin-${weight}-normal.woff2`), 'base64');
    await page.addStyleTag({
      content: `@font-face { font-family: Arial; font-weight: ${weight}; src: url(data:font/woff2;base64,${font}) format("woff2"); }`
    });
  }
  await page.evaluate(() => Promise.all([ ...document.fonts ].map(font => font.load())));
}

function findChromium() {
  if (process.env.CHROMIUM) {
    return process.env.CHROMIUM;
  }
  const candidates = process.env.PATH.split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name)));
  const found = candidates.find(isExecutable);
  if (!found) {
    console.log(`No Chromium was found on the PATH (${NAMES.join(', ')}); install one, or name it in the environment variable CHROMIUM.`);
    process.exit(EXIT_CODE_MISSING);
  }
  return found;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
