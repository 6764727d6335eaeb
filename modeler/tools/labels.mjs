// Finds labels of BPMN models that lie over something: another label, a line, a shape, or the border of a frame; and names
// that do not fit into their task. Measured in the canvas of Camunda Modeler, with a font that has Arial's measures.
// Usage: node labels.mjs FILE.bpmn… One line a finding; exit code 1 if there is any.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { addArial, addScript, withPage } from './chromium.mjs';

/** Nothing may be closer to a text than this many pixels. */
const AIR = 1;

async function look(page, model) {
  return page.evaluate(async ({ xml, air }) => {
    const viewer = new BpmnViewer({ container: '#canvas' });
    await viewer.importXML(xml);
    const registry = viewer.get('elementRegistry');
    const shown = registry.filter(element => element.parent && element.type !== 'bpmn:Process');
    const name = element => `${element.id.replace(/_label$/, '')}${element.labelTarget ? ' (label)' : ''}`;

    /** The ink of a text: its lines without the space that a font leaves above and below the letters. */
    const toCanvas = viewer.get('canvas')._viewport.getScreenCTM().inverse();
    const box = node => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      const [ from, to ] = [ [ left, top ], [ right, bottom ] ].map(([ x, y ]) => new DOMPoint(x, y).matrixTransform(toCanvas));
      return { left: from.x, top: from.y, right: to.x, bottom: to.y };
    };
    const inked = ({ left, top, right, bottom }) => ({ left: left - air, top: top + 2 - air, right: right + air, bottom: bottom - 2 + air });
    const texts = shown.flatMap(element =>
      [ ...registry.getGraphics(element).querySelectorAll(':scope > .djs-visual tspan') ]
        .filter(line => line.textContent.trim())
        .map(line => ({ element, words: line.textContent.trim(), ...inked(box(line)) })));

    const bounds = ({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height });
    const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const holds = (outer, inner) =>
      outer.left <= inner.left && inner.right <= outer.right && outer.top <= inner.top && inner.bottom <= outer.bottom;
    const isWithin = (element, frame) => element && (element.parent === frame || isWithin(element.parent, frame));

    /** Whether a line from a to b passes through a box (Liang and Barsky). */
    const crosses = (a, b, { left, top, right, bottom }) => {
      const [ dx, dy ] = [ b.x - a.x, b.y - a.y ];
      let [ enter, leave ] = [ 0, 1 ];
      for (const [ step, room ] of [ [ -dx, a.x - left ], [ dx, right - a.x ], [ -dy, a.y - top ], [ dy, bottom - a.y ] ]) {
        if (step === 0 && room < 0) {
          return false;
        }
        if (step < 0) {
          enter = Math.max(enter, room / step);
        } else if (step > 0) {
          leave = Math.min(leave, room / step);
        }
      }
      return enter < leave;
    };

    /** Corners of what is drawn: a diamond, an event as a polygon of many corners, a rectangle. */
    const outline = ({ type, x, y, width, height }) => {
      const [ cx, cy ] = [ x + width / 2, y + height / 2 ];
      if (/Gateway$/.test(type)) {
        return [ [ cx, y ], [ x + width, cy ], [ cx, y + height ], [ x, cy ] ];
      }
      if (/Event$/.test(type)) {
        return Array.from({ length: 32 }, (_, i) => [ cx + width / 2 * Math.cos(i * Math.PI / 16), cy + height / 2 * Math.sin(i * Math.PI / 16) ]);
      }
      return [ [ x, y ], [ x + width, y ], [ x + width, y + height ], [ x, y + height ] ];
    };
    const isOnBorder = (text, shape) => {
      const corners = outline(shape).map(([ x, y ]) => ({ x, y }));
      return corners.some((corner, i) => crosses(corner, corners[(i + 1) % corners.length], text));
    };
    const isFrame = ({ type, collapsed }) => /SubProcess$/.test(type) && !collapsed;

    const findings = [];
    for (const element of shown.filter(each => each.labelTarget || !each.label)) {
      const wanted = element.businessObject.name?.replace(/\s+/g, ' ').trim();
      const lines = texts.filter(text => text.element === element).map(text => text.words);
      const broken = /(?<=-) /g;
      if (lines.length && lines.join(' ').replace(broken, '') !== wanted.replace(broken, '')) {
        findings.push(`the label of ${name(element)} is broken within a word: "${lines.join(' / ')}"`);
      }
    }
    texts.forEach((text, i) => {
      const say = (what, other) => findings.push(`the label "${text.words}" of ${name(text.element)} ${what} ${other}`);
      for (const other of texts.slice(i + 1)) {
        if (other.element !== text.element && overlaps(text, other)) {
          say('lies over the label', `"${other.words}" of ${name(other.element)}`);
        }
      }
      for (const element of shown) {
        const own = element === text.element;
        if (element.waypoints) {
          if (element.waypoints.some((to, at) => at > 0 && crosses(element.waypoints[at - 1], to, text))) {
            say('lies over the line', element.id);
          }
        } else if (element.labelTarget || (!own && !overlaps(text, bounds(element)))) {
          continue;
        } else if (own) {
          if (!holds(bounds(element), text)) {
            say('does not fit into', element.id);
          }
          const icons = [ ...registry.getGraphics(element).querySelectorAll(':scope > .djs-visual > path') ];
          if (!isFrame(element) && icons.some(icon => overlaps(text, box(icon)))) {
            say('lies over a symbol of', element.id);
          }
        } else if (isFrame(element) && isWithin(text.element, element)) {
          if (!holds(bounds(element), text)) {
            say('leaves the frame', element.id);
          }
        } else if (isFrame(element) || isOnBorder(text, element) || holds(bounds(element), text)) {
          say('lies over', element.id);
        }
      }
    });
    viewer.destroy();
    return findings;
  }, { xml: model, air: AIR });
}

await withPage(async page => {
  for (const file of process.argv.slice(2)) {
    await page.setContent('<div id="canvas" style="width:1600px;height:900px"></div>');
    await addArial(page);
    await addScript(page, 'camunda-bpmn-js/dist/camunda-cloud-viewer.production.min.js');
    for (const finding of await look(page, await readFile(file, 'utf8'))) {
      console.log(`${basename(file)}: ${finding}`);
      process.exitCode = 1;
    }
  }
});
