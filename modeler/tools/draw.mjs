// Draws BPMN models with the canvas of Camunda Modeler.
// Usage: node draw.mjs FOLDER FILE.bpmn… writes FOLDER/FILE.svg, and FILE.png beside it when --png is given.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

import { addArial, addScript, withPage } from './chromium.mjs';
import { sha256 } from './provenance.mjs';

const MARGIN = 12;

const { values: { png }, positionals: [ folder, ...files ] } = parseArgs({
  options: { png: { type: 'boolean', default: false } },
  allowPositionals: true
});

async function draw(page, model) {
  return page.evaluate(async xml => {
    const viewer = new BpmnViewer({ container: '#canvas' });
    const { warnings } = await viewer.importXML(xml);
    // The place of each line was worked out for Arial. With its width beside it, it keeps within its shape also where
    // another font stands in for that.
    for (const line of document.querySelectorAll('#canvas .djs-visual tspan')) {
      line.setAttribute('textLength', line.getComputedTextLength().toFixed(2));
      line.setAttribute('lengthAdjust', 'spacingAndGlyphs');
    }
    const { svg } = await viewer.saveSVG();
    viewer.destroy();
    return { svg, warnings: warnings.map(warning => warning.message) };
  }, model);
}

// The picture names the model that it shows, so that a test can tell whether it is out of date. A white
// ground keeps it readable where pages are dark.
function frame(svg, model) {
  const [ x, y, width, height ] = /viewBox="([^"]+)"/.exec(svg)[1].split(' ').map(Number);
  const box = [ x - MARGIN, y - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN ].map(Math.round);
  const root = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${box[2]}" height="${box[3]}" viewBox="${box.join(' ')}" data-model-sha256="${sha256(model)}">`;
  const ground = `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" rx="8" fill="white"/>`;
  return `${withLastingIds(svg.slice(svg.indexOf('<svg')), sha256(model)).replace(/<svg[^>]*>/, root + ground)}\n`;
}

// The canvas draws lots for the ids of arrowheads. Without that, the same model gives the same picture; they stay unlike those
// of other pictures, for a page may have several.
function withLastingIds(svg, hash) {
  const ids = [ ...new Set(svg.match(/(?<=<marker id=")[^"]+/g)) ];
  return svg.replace(/marker-[a-z0-9]{20,}/g, id => ids.includes(id) ? `marker-${hash.slice(0, 8)}-${ids.indexOf(id)}` : id);
}

async function photograph(page, svg, path) {
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  await page.locator('svg').first().screenshot({ path });
}

await mkdir(folder, { recursive: true });
await withPage(async page => {
  for (const file of files) {
    await page.setContent('<div id="canvas" style="width:1600px;height:900px"></div>');
    await addArial(page);
    await addScript(page, 'camunda-bpmn-js/dist/camunda-cloud-viewer.production.min.js');
    const model = await readFile(file, 'utf8');
    const { svg, warnings } = await draw(page, model);
    for (const warning of warnings) {
      console.log(`${basename(file)}: ${warning}`);
      process.exitCode = 1;
    }
    const picture = join(folder, basename(file, '.bpmn'));
    await writeFile(`${picture}.svg`, frame(svg, model));
    if (png) {
      await photograph(page, frame(svg, model), `${picture}.png`);
    }
  }
});
