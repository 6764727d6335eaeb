// What a browser does with the form of a user task, in the hands of form-js: what Tasklist reads for it, shows and
// submits. Whoever opens the page fetches form and variables, and completes the user task with the submission.
import { Form, getSchemaVariables } from 'form-js';

let form = null;
let submission = null;

/** Names of the variables that the form reads; no others are fetched for it. */
function variableNames(schema) {
  return getSchemaVariables(schema);
}

/**
 * Shows the form; when the page is painted, everything can be clicked.
 *
 * @param {object} schema
 * @param {Record<string, unknown>} variables of the user task, by name
 * @returns {Promise<string[]>} what form-js warns of
 */
async function open(schema, variables) {
  form?.destroy();
  submission = null;
  form = new Form({ container: document.querySelector('#form'), properties: { textLinkTarget: '_blank' } });
  form.on('submit', ({ data, errors }) => {
    submission = { errors, variables: Object.keys(errors).length ? null : merged(variables, data) };
  });
  const { warnings } = await form.importSchema(schema, variables);
  await document.fonts.ready;
  await painted();
  return warnings.map(warning => warning.message);
}

/** Effects of what was clicked are in force after the next frame, long before a person clicks again. */
function painted() {
  return new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
}

/** A variable is submitted whole where the form has a part of it: what no field holds stays as it was. */
function merged(before, submitted) {
  return Object.fromEntries(
    Object.entries(submitted).map(([ name, value ]) => [ name, mergedValue(before[name], value) ])
  );
}

function mergedValue(before, value) {
  if (value === undefined) {
    return before;
  }
  return isObject(before) && isObject(value) ? { ...before, ...merged(before, value) } : value;
}

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

document.querySelector('#complete').addEventListener('click', () => form.submit());

globalThis.formPage = { variableNames, open, painted, submission: () => submission };
