// What an object of Kubernetes has that its type does not know: schemas as published allow anything more, so that a misspelt
// field would pass. The types of the same packages do not, and TypeScript holds literals to them.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

/** The faults of objects, each a {file, models, object}: models is the package of its type. */
export function unknownFields(folder, objects) {
  const source = path.join(folder, 'objects.mts');
  const lines = objects.map(
    ({models, object}, i) =>
      `import type {I${object.kind} as T${i}} from '${models}';\nexport const o${i}: T${i} = ${JSON.stringify(object, null, 1)};\n`);
  fs.writeFileSync(source, lines.join(''));
  try {
    return ts.getPreEmitDiagnostics(ts.createProgram([source], OPTIONS)).map(({file, start, messageText}) => {
      const before = file ? file.text.slice(0, start) : '';
      const at = (before.match(/^export const o/gm) ?? ['']).length - 1;
      return `${objects[at]?.file}: ${objects[at]?.object.kind}: ${ts.flattenDiagnosticMessageText(messageText, '; ')}`;
    });
  } finally {
    fs.rmSync(source);
  }
}
