// The text of a PDF as pdf.js gives it to the page that shows it: what Firefox copies and searches.
// Takes paths, a line each, on standard input; writes the text of each as a line of JSON.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { getDocument } = await import(pathToFileURL(process.argv[2]).href);

async function textOf(path) {
  const data = new Uint8Array(await readFile(path));
  const pdf = await getDocument({ data, verbosity: 0 }).promise;
  let text = "";
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    // As the viewer asks for the text that is selected and searched.
    const asked = { includeMarkedContent: true, disableNormalization: true };
    const { items } = await page.getTextContent(asked);
    for (const { str, hasEOL } of items) text += (str ?? "") + (hasEOL ? "\n" : "");
    text += "\n";
  }
  await pdf.loadingTask.destroy();
  return text;
}

for await (const path of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await textOf(path)));
}
