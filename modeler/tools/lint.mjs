// Lints BPMN models as Camunda Modeler does, for the oldest and the newest engine they must run on,
// and forms and element templates with the linters that Modeler has for them.
// Usage: node lint.mjs FILE… (.bpmn, .form, .json = element template). One line a finding; exit code 1 if there is any.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, extname } from 'node:path';

import { validateZeebe } from '@bpmn-io/element-templates-validator';
import { BpmnModdle } from 'bpmn-moddle';
import { Linter } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

const BPMN_CONFIGS = [
  'bpmnlint:recommended',
  'plugin:camunda-compat/camunda-cloud-8-6',
  'plugin:camunda-compat/camunda-cloud-8-10'
];

// 8.8 is the newest that the form linter knows; it says nothing at all about a version that it does not know.
const FORM_VERSIONS = [ '8.6.0', '8.8.0' ];

// Paths that exclude each other may lead into one activity: a gateway to join them would be one more element for the
// engine to pass on every turn.
const RULES = { 'fake-join': 'off' };

// What is to be used in its place needs 8.8.
const OPTIONAL_INPUT = /^'optional' with 'zeebe:input' binding is deprecated/;

const LINTS = { '.bpmn': lintModel, '.form': lintForm, '.json': lintTemplate };

async function lintModel(text) {
  const moddle = new BpmnModdle({ zeebe: require('zeebe-bpmn-moddle/resources/zeebe.json') });
  const { rootElement, warnings } = await moddle.fromXML(text);
  const findings = warnings.map(warning => `[parse] ${warning.message}`);
  for (const config of BPMN_CONFIGS) {
    const linter = new Linter({ config: { extends: config, rules: RULES }, resolver: new NodeResolver({ require }) });
    for (const [ rule, reports ] of Object.entries(await linter.lint(rootElement))) {
      findings.push(...reports.map(({ id, category, message }) => `[${config}] ${rule} ${category}: ${id}: ${message}`));
    }
  }
  return findings;
}

async function lintForm(text) {
  const FormLinter = await loadFormLinter();
  return FORM_VERSIONS.flatMap(version =>
    new FormLinter()
      .lint({ ...JSON.parse(text), executionPlatformVersion: version })
      .map(({ id, category, message }) => `[form ${version}] ${category}: ${id}: ${message}`));
}

async function lintTemplate(text) {
  const { errors, warnings } = validateZeebe(JSON.parse(text));
  return [ ...errors ?? [], ...warnings ?? [] ]
    .filter(({ message }) => !OPTIONAL_INPUT.test(message))
    .map(({ instancePath, message }) => `[element template] ${instancePath || '/'}: ${message}`);
}

// The package is written for bundlers: Node alone cannot resolve its imports.
async function loadFormLinter() {
  const { outputFiles } = await build({
    stdin: { contents: 'export { FormLinter } from "@camunda/form-linting";', resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false
  });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return module.FormLinter;
}

async function lint(file) {
  try {
    return await LINTS[extname(file)](await readFile(file, 'utf8'));
  } catch (error) {
    return [ `[unreadable] ${error.message}` ];
  }
}

for (const file of process.argv.slice(2)) {
  for (const finding of await lint(file)) {
    console.log(`${basename(file)} ${finding}`);
    process.exitCode = 1;
  }
}
