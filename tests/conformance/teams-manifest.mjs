// Holds the manifest of an app package against Microsoft's own schema of it, as the package @microsoft/app-manifest brings it: prints what is wrong,
// one line each, then the versions it was held against.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const Ajv = require('ajv-draft-04');
const formats = require('ajv-formats');

const schemas = join(dirname(require.resolve('@microsoft/app-manifest/package.json')), 'build', 'json-schemas', 'teams');
const newest = readdirSync(schemas).filter(name => /^v1\.\d+$/.test(name)).map(name => Number(name.slice(3))).sort((a, b) => b - a)[0];
const manifest = JSON.parse(readFileSync(process.argv[2], 'utf8'));

function validator(version) {
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  formats(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(schemas, `v${version}`, 'MicrosoftTeams.schema.json'), 'utf8')));
}

const faults = (validate, value) => validate(value) ? [] : validate.errors.map(error => `${error.instancePath || '/'} ${error.message}`);
// The same app under another version of the schema.
const as = version => ({ ...manifest, $schema: manifest.$schema.replace(`v${manifest.manifestVersion}`, `v${version}`), manifestVersion: version });

const own = validator(manifest.manifestVersion);
for (const fault of faults(own, manifest)) console.log(fault);
for (const fault of faults(validator(`1.${newest}`), as(`1.${newest}`))) console.log(`1.${newest}: ${fault}`);

// A check that takes everything proves nothing.
const wrong = {
  'an unknown member': { ...manifest, surprise: true },
  'no bot id': { ...manifest, bots: [{ ...manifest.bots[0], botId: 'somebody' }] },
  'an unknown scope': { ...manifest, bots: [{ ...manifest.bots[0], scopes: ['everywhere'] }] },
  'a name that is too long': { ...manifest, name: { ...manifest.name, short: 'x'.repeat(31) } },
  'a colour by name': { ...manifest, accentColor: 'blue' },
  'no description': { ...manifest, description: undefined },
};
for (const [name, value] of Object.entries(wrong))
  if (faults(own, JSON.parse(JSON.stringify(value))).length === 0) console.log(`the schema has nothing to say of ${name}`);
console.log(`held against ${manifest.manifestVersion} and 1.${newest}`);
