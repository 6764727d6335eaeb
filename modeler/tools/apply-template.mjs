// Does what a person does in Camunda Modeler: applies an element template to a task, or an event, on a blank diagram and
// fills in the properties panel. Usage: node apply-template.mjs TEMPLATE.json ANSWERS.json RESULT.bpmn PANEL.png
// ANSWERS.json: {process: {id, name, started, ended, platform}, task: {id, name}, fields: {property id: text}}, texts as
// typed, of a dropdown the name of the choice; platform is the version that the diagram is for, 8.6.0 if it is left out.
// Prints what the panel complains about, one line each; exit code 1 if there is any.
import { readFile, writeFile } from 'node:fs/promises';

import { addArial, addScript, addStyles, typingSettled, withPage } from './chromium.mjs';
import { sha256, withText } from './provenance.mjs';

const [ templateFile, answersFile, resultFile, panelFile ] = process.argv.slice(2);
const templateText = await readFile(templateFile, 'utf8');
const template = JSON.parse(templateText);
const answers = JSON.parse(await readFile(answersFile, 'utf8'));

const STYLES = [ 'diagram-js', 'bpmn-js', 'bpmn-font/css/bpmn-embedded', 'properties-panel', 'element-templates' ];

const BLANK = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.40.0" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="${answers.process.platform ?? '8.8.0'}">
  <bpmn:process id="${answers.process.id}" name="${answers.process.name}" isExecutable="true">
    <bpmn:startEvent id="Started" name="${answers.process.started}" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1">
    <bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="${answers.process.id}">
      <bpmndi:BPMNShape id="Started_di" bpmnElement="Started">
        <dc:Bounds x="182" y="102" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="165" y="145" width="70" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>`;

/** What a person draws to apply the template to: a plain task, or a plain event. */
const PLAIN = template.elementType.value.endsWith('Event') ? template.elementType.value : 'bpmn:Task';

/** Draws start, plain element and end as from the palette, and chooses the template for the element. */
async function applyTemplate(page) {
  await page.evaluate(async ({ blank, template, type, task, ended }) => {
    const modeler = window.modeler = new BpmnModeler({ container: '#canvas', propertiesPanel: { parent: '#panel' } });
    await modeler.importXML(blank);
    modeler.get('elementTemplatesLoader').setTemplates([ template ]);
    const modeling = modeler.get('modeling');
    const name = (element, properties) => {
      modeling.updateProperties(element, properties);
      element.di.id = `${properties.id}_di`;
      return element;
    };
    const plain = modeling.appendShape(modeler.get('elementRegistry').get('Started'), { type }, { x: 320, y: 120 });
    const applied = name(modeler.get('elementTemplates').applyTemplate(plain, template), task);
    for (const definition of applied.businessObject.eventDefinitions ?? []) {
      modeling.updateModdleProperties(applied, definition, { id: `${task.id}Definition` });
    }
    const end = name(modeling.appendShape(applied, { type: 'bpmn:EndEvent' }, { x: 468, y: 120 }), { id: 'Ended', name: ended });
    name(applied.incoming[0], { id: 'FromStarted' });
    name(end.incoming[0], { id: 'ToEnded' });
  }, { blank: BLANK, template, type: PLAIN, task: answers.task, ended: answers.process.ended });
  // The panel takes up a selection only once it has seen the element.
  await page.evaluate(id => {
    window.modeler.get('canvas').zoom('fit-viewport', 'auto');
    window.modeler.get('selection').select(window.modeler.get('elementRegistry').get(id));
  }, answers.task.id);
}

async function fillIn(page) {
  for (const header of await page.locator('[data-group-id*="ElementTemplates__CustomProperties"] > .bio-properties-panel-group-header:not(.open)').all()) {
    await header.click();
  }
  for (const [ id, text ] of Object.entries(answers.fields)) {
    const { label, feel, type } = template.properties.find(property => property.id === id);
    const field = page.locator('#panel').getByLabel(label, { exact: true });
    if (type === 'Dropdown') {
      await field.selectOption({ label: text });
      continue;
    }
    await field.click();
    await page.keyboard.press('ControlOrMeta+a');
    if (feel === 'optional' && text.startsWith('=')) {
      // A leading "=" turns the text field into an expression editor, which takes the keys only once it has the focus.
      await page.keyboard.type('=');
      await page.locator('.cm-content:focus').and(field).waitFor();
    }
    await page.keyboard.type(text.replace(/^=/, ''));
    await page.keyboard.press('Escape');
    await page.locator('.bio-properties-panel-header').click();
  }
  await typingSettled(page);
}

await withPage(async page => {
  await page.setViewportSize({ width: 1000, height: 1300 });
  await page.setContent('<!DOCTYPE html><body style="margin:0;display:flex"><div id="canvas" style="width:600px;height:1300px"></div><div id="panel" style="width:400px;height:min-content"></div>');
  await addArial(page);
  await addStyles(page, ...STYLES.map(name => `camunda-bpmn-js/dist/assets/${name}.css`));
  await addScript(page, 'camunda-bpmn-js/dist/camunda-cloud-modeler.production.min.js');
  await applyTemplate(page);
  await fillIn(page);
  for (const complaint of await page.locator('.bio-properties-panel-error').allTextContents()) {
    console.log(complaint);
    process.exitCode = 1;
  }
  await writeFile(panelFile, withText(await page.locator('#panel').screenshot(), 'Template-SHA256', sha256(templateText)));
  await writeFile(resultFile, (await page.evaluate(() => window.modeler.saveXML({ format: true }))).xml);
});
