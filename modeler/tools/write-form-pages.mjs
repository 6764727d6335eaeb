// Writes the pages on which tests open forms, one for each version of form-js.
// Usage: node write-form-pages.mjs FOLDER writes FOLDER/VERSION/index.html and what it loads; prints the folders.
import { writeFormPages } from './form-page.mjs';

const [ folder ] = process.argv.slice(2);

(await writeFormPages(folder)).forEach(page => console.log(page));
