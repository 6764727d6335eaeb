// Lints BPMN models as Camunda Modeler does, for the engine that they name and every later one that it knows, and forms
// and element templates with the linters that Modeler has for them.
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

/** The oldest engine that anything here may run on; what names no version is linted for it, too. */
const OLDEST = 6;

/** The minors of 8 that the rules know. */
const MINORS = Object.keys(require('bpmnlint-plugin-camunda-compat').configs)
  .map(config => /^camunda-cloud-8-(\d+)$/.exec(config)?.[1])
  .filter(minor => minor !== undefined && Number(minor) >= OLDEST)
  .map(Number);

// 8.8 is the newest that the form linter knows; it says nothing at all about a version that it does not know.
const FORM_MINORS = MINORS.filter(minor => minor <= 8);

/** Element templates are for the engines that the docs promise them for. */
const TEMPLATE_ENGINES = '^8.8';

// Paths that exclude each other may lead into one activity: a gateway to join them would be one more element for the
// engine to pass on every turn.
const RULES = { 'fake-join': 'off' };

// What is to be used in its place, a mapping that gives null, would be in every diagram for every field that is left empty.
const OPTIONAL_INPUT = /^'optional' with 'zeebe:input' binding is deprecated/;

const LINTS = { '.bpmn': lintModel, '.form': lintForm, '.json': lintTemplate };

async function lintModel(text) {
  const moddle = new BpmnModdle({ zeebe: require('zeebe-bpmn-moddle/resources/zeebe.json') });
  const { rootElement, warnings } = await moddle.fromXML(text);
  const findings = warnings.map(warning => `[parse] ${warning.message}`);
  const configs = minorsFrom(rootElement.get('modeler:executionPlatformVersion')).map(minor => `plugin:camunda-compat/camunda-cloud-8-${minor}`);
  for (const config of [ 'bpmnlint:recommended', ...configs ]) {
    const linter = new Linter({ config: { extends: config, rules: RULES }, resolver: new NodeResolver({ require }) });
    for (const [ rule, reports ] of Object.entries(await linter.lint(rootElement))) {
      findings.push(...reports.map(({ id, category, message }) => `[${config}] ${rule} ${category}: ${id}: ${message}`));
    }
  }
  return findings;
}

/** A model runs on the engine that it names, and on later ones. */
function minorsFrom(version = `8.${OLDEST}.0`, known = MINORS) {
  const minor = /^8\.(\d+)\./.exec(version)?.[1];
  if (minor === undefined || !known.includes(Number(minor))) {
    throw new Error(`it is for the execution platform version ${version}, of 8 the rules know the minors ${known.join(', ')}`);
  }
  return known.filter(each => each >= Number(minor));
}

async function lintForm(text) {
  const FormLinter = await loadFormLinter();
  const form = JSON.parse(text);
  return minorsFrom(form.executionPlatformVersion, FORM_MINORS).flatMap(minor =>
    new FormLinter()
      .lint({ ...form, executionPlatformVersion: `8.${minor}.0` })
      .map(({ id, category, message }) => `[form 8.${minor}] ${category}: ${id}: ${message}`));
}

async function lintTemplate(text) {
  const template = JSON.parse(text);
  const { errors, warnings } = validateZeebe(template);
  const findings = [ ...errors ?? [], ...warnings ?? [] ].filter(({ message }) => !OPTIONAL_INPUT.test(message));
  if (template.engines?.camunda !== TEMPLATE_ENGINES) {
    findings.push({ instancePath: '/engines/camunda', message: `must be ${TEMPLATE_ENGINES}` });
  }
  return findings.map(({ instancePath, message }) => `[element template] ${instancePath || '/'}: ${message}`);
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
