// Writes the page on which tests open forms.
// Usage: node write-form-page.mjs LIBRARY FOLDER writes FOLDER/index.html and what it loads. LIBRARY: name in package.json.
import { writeFormPage } from './form-page.mjs';

const [ library, folder ] = process.argv.slice(2);

await writeFormPage(library, folder);
