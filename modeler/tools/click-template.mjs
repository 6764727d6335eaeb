// Does with the mouse and the keyboard what a person does in Camunda Modeler who adds an agent to an empty diagram: drags
// a start event and a task from the palette, connects them, chooses the element template Agent in the properties panel
// and fills it in. Usage: node click-template.mjs TEMPLATE.json AGENT TASK RESULT.bpmn FOLDER writes the diagram, and a
// picture of each stage into FOLDER. Prints what the panel complains about, one line each; exit code 1 if there is any.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { addArial, addScript, addStyles, typingSettled, withPage } from './chromium.mjs';

const [ templateFile, agent, task, resultFile, folder ] = process.argv.slice(2);
const template = JSON.parse(await readFile(templateFile, 'utf8'));

const STYLES = [ 'diagram-js', 'bpmn-js', 'bpmn-font/css/bpmn-embedded', 'properties-panel', 'element-templates', 'element-template-chooser' ];

const EMPTY = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
  <bpmn:process id="clicked" isExecutable="true" />
  <bpmndi:BPMNDiagram id="BPMNDiagram_1">
    <bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="clicked" />
  </bpmndi:BPMNDiagram>
</bpmn:definitions>`;

async function open(page) {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.setContent('<!DOCTYPE html><body style="margin:0;display:flex"><div id="canvas" style="width:880px;height:800px"></div><div id="panel" style="width:400px;height:800px;overflow:auto"></div>');
  await addArial(page);
  await addStyles(page, ...STYLES.map(name => `camunda-bpmn-js/dist/assets/${name}.css`));
  await addScript(page, 'camunda-bpmn-js/dist/camunda-cloud-modeler.production.min.js');
  await page.evaluate(async ({ empty, template }) => {
    window.modeler = new BpmnModeler({ container: '#canvas', propertiesPanel: { parent: '#panel' } });
    await window.modeler.importXML(empty);
    window.modeler.get('elementTemplatesLoader').setTemplates([ template ]);
  }, { empty: EMPTY, template });
}

/** Takes an element of the palette, and drops it. */
async function drop(page, entry, x, y) {
  await page.locator(`.djs-palette [data-action="${entry}"]`).click();
  await page.mouse.move(x - 5, y);
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
}

async function connect(page, from, to) {
  await page.locator('.djs-palette [data-action="global-connect-tool"]').click();
  await page.mouse.click(...from);
  await page.mouse.move(...to, { steps: 5 });
  await page.mouse.click(...to);
}

async function fillIn(page, label, text) {
  await page.locator('#panel').getByLabel(label, { exact: true }).click();
  await page.keyboard.type(text);
}

await withPage(async page => {
  const picture = name => page.screenshot({ path: join(folder, `modeler-${name}.png`) });
  await open(page);
  await drop(page, 'create.start-event', 250, 300);
  await drop(page, 'create.task', 420, 300);
  await connect(page, [ 250, 300 ], [ 420, 300 ]);
  await page.keyboard.press('Escape');
  await page.mouse.click(700, 600);
  await page.mouse.click(440, 275);
  await picture('task');
  await page.locator('#panel .bio-properties-panel-select-template-button').click();
  await picture('chooser');
  await page.locator('.djs-popup .entry', { hasText: template.name }).first().click();
  await page.locator('#panel').getByLabel('Agent', { exact: true }).waitFor();
  await fillIn(page, 'Agent', agent);
  await fillIn(page, 'Task', task);
  await page.locator('.bio-properties-panel-header').click();
  await typingSettled(page);
  for (const complaint of await page.locator('.bio-properties-panel-error').allTextContents()) {
    console.log(complaint);
    process.exitCode = 1;
  }
  await picture('applied');
  await writeFile(resultFile, (await page.evaluate(() => window.modeler.saveXML({ format: true }))).xml);
});
