// Makes actors.json from the packages in package.json and the tables beside this file. To run: npm install && npm run extract.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { bodies } from './bodies.mjs';
import { letterCodes, tableNames } from './codes.mjs';
import { formal, former, shared, short, shown } from './formal.mjs';
import { cow, earlier, gleditschWard, statesWithoutNumber } from './numbers.mjs';
import { disputed, formerCodes, past } from './past.mjs';
import { territoryOf, wikidata } from './places.mjs';
import { notInTexts, tongues, tonguesShort } from './tongues.mjs';

const require = createRequire(import.meta.url);
const pages = ['en', 'ru', 'ky', 'tg'];
const cldr = Object.fromEntries([...pages, 'uz', 'uz-Cyrl'].map(tongue =>
  [tongue, require(`cldr-localenames-full/main/${tongue}/territories.json`).main[tongue].localeDisplayNames.territories]));
const codes = require('i18n-iso-countries/codes.json');
const iso = Object.fromEntries([...pages, 'uz'].map(tongue => [tongue, require(`i18n-iso-countries/langs/${tongue}.json`).countries]));
const table = (text) => Object.fromEntries(text.trim().split(/[|\n]/).map(pair => pair.split(' ')));

const rows = formal.trim().split(/[|\n]/).map(text => text.trim());
const formals = {};
let current;
for (const row of rows) {
  const [, code, name] = row.match(/^([A-Z]{3}) (.+)$/) ?? [null, current, row];
  (formals[current = code] ??= []).push(name);
}

const gw = table(gleditschWard);
const [wikidataOf, stateOf] = [table(wikidata), table(territoryOf)];
const numbers = (code) => [
  ...(gw[code] ? [{ scheme: 'gw', id: gw[code] }] : []),
  ...(gw[code] ? [{ scheme: 'cow', id: String(cow[code] ?? gw[code]) }] : []),
  ...(earlier[code] ?? []).map(([scheme, id, since, until]) => ({ scheme, id, since, until })),
];
const lettersOf = {};
for (const [scheme, text] of Object.entries(letterCodes))
  for (const [id, code] of text.trim().split(/[|\n]/).map(pair => pair.split(' '))) (lettersOf[code] ??= []).push({ scheme, id });
for (const row of tableNames.trim().split(/[|\n]/)) (formals[row.slice(0, 3)] ??= []).push(row.slice(4));
const members = {};
for (const body of bodies) for (const state of body.members ?? []) (members[state] ??= []).push(body.code);

const written = (actor) => {
  const own = new Set(Object.values(actor.names));
  const rest = (names) => [...new Set(names.filter(name => name && !own.has(name)))].filter(name => own.add(name)).sort();
  const [abbreviations, formerNames, otherNames] = [rest(actor.short ?? []), rest(actor.former ?? []), rest(actor.other ?? [])];
  return {
    code: actor.code, kind: actor.kind, names: actor.names,
    ...(otherNames.length && { otherNames }), ...(formerNames.length && { formerNames }), ...(abbreviations.length && { abbreviations }),
    ...(actor.ids.length && { ids: actor.ids }), ...(actor.since && { since: actor.since }), ...(actor.until && { until: actor.until }),
    ...(actor.successors?.length && { successors: actor.successors }), ...(actor.relations?.length && { relations: actor.relations }),
  };
};
const named = (each) => Object.fromEntries(pages.filter(tongue => each[tongue]).map(tongue => [tongue, each[tongue]]));

function ofToday([two, three, numeric]) {
  const plain = (text) => text && !/[()]/.test(text) ? text : undefined;
  const names = Object.fromEntries(pages.map(tongue => [tongue, shown[three]?.[tongue] ?? cldr[tongue][two]]).filter(([, name]) => name && name !== two));
  const kind = gw[three] || statesWithoutNumber.includes(three) ? 'state' : 'territory';
  const other = [
    ...Object.values(cldr).flatMap(names => [names[two], ...['short', 'variant'].map(form => names[`${two}-alt-${form}`])]),
    ...Object.values(iso).flatMap(names => names[two]), ...(formals[three] ?? []),
  ].filter(name => name && name !== two && !(name in shared) && !(former[three] ?? []).includes(name) && !(short[three] ?? []).includes(name));
  return {
    code: three, kind, names: { ...names },
    other: [...other, ...other.map(plain), ...Object.entries(shared).filter(([, all]) => all.includes(three)).map(([name]) => name)],
    former: former[three], short: short[three],
    ids: [{ scheme: 'alpha2', id: two }, ...(numeric ? [{ scheme: 'numeric', id: numeric }] : []), ...numbers(three),
      ...(wikidataOf[three] ? [{ scheme: 'wikidata', id: wikidataOf[three] }] : []), ...(formerCodes[three] ?? []).map(id => ({ scheme: 'former-code', id })),
      ...(lettersOf[three] ?? [])],
    relations: [
      ...(stateOf[three] ? [{ kind: 'territory-of', to: stateOf[three] }] : []),
      ...(members[three] ?? []).map(to => ({ kind: 'member-of', to })),
    ],
  };
}

const ofThePast = (each) => ({
  code: each.code, kind: 'territory' in each ? 'territory' : 'state', names: named(each), other: each.other, since: each.since, until: each.until, successors: each.by,
  ids: [...(each.alpha2 ? [{ scheme: 'alpha2', id: each.alpha2 }] : []), ...(each.numeric ? [{ scheme: 'numeric', id: each.numeric }] : []),
    ...['gw', 'cow'].filter(scheme => each[scheme]).map(scheme => ({ scheme, id: each[scheme], ...(each.since && { since: each.since }), until: each.until })),
    ...(each.wikidata ? [{ scheme: 'wikidata', id: each.wikidata }] : []), ...(lettersOf[each.code] ?? [])],
  relations: each.territory ? [{ kind: 'territory-of', to: each.territory }] : [],
});
const ofDispute = (each) => ({ code: each.code, kind: 'territory', names: named(each), since: each.since, ids: [{ scheme: 'gw', id: each.gw }, { scheme: 'wikidata', id: each.wikidata }] });
const inTongues = Object.fromEntries(tongues.trim().split('\n').map(line => {
  const [code, ...cells] = line.split(' | ');
  const [ky, tg, uz] = cells.map(cell => cell.split(' / '));
  return [code, { ky, tg, uz }];
}));
const inTongue = (each) => {
  const { ky = [], tg = [], uz = [] } = inTongues[each.code] ?? {};
  return { ...each, ky: each.ky ?? ky[0], tg: each.tg ?? tg[0], uz: uz[0], other: [...each.other ?? [], ...ky, ...tg, ...uz], short: [...each.short ?? [], ...tonguesShort[each.code] ?? []] };
};
const ofBody = (each) => ({
  code: each.code, kind: each.kind ?? 'organisation', names: named(each), other: each.other, former: each.former, short: each.short,
  ids: each.wikidata ? [{ scheme: 'wikidata', id: each.wikidata }] : [],
  relations: [...(each.organOf ? [{ kind: 'organ-of', to: each.organOf }] : []), ...(each.authorityIn ? [{ kind: 'authority-in', to: each.authorityIn }] : [])],
});

const today = codes.filter(([two]) => two !== 'XK');
const actors = [...[...today, ['XK', 'XKX', null]].map(ofToday), ...past.map(ofThePast), ...disputed.map(ofDispute), ...bodies.map(inTongue).map(ofBody)].map(written);
actors.sort((a, b) => a.code < b.code ? -1 : 1);
writeFileSync(new URL('./actors.json', import.meta.url), `[\n${actors.map(actor => JSON.stringify(actor)).join(',\n')}\n]\n`);

// The same names for texts that say them: en | ru | ky | tg | uz | others, and abbreviations.
const lines = bodies.map(inTongue).filter(each => !each.kind).map(each => {
  const short = [each.code, ...each.short].filter(name => /^[^-]+$/.test(name) && !notInTexts.includes(name));
  return [...new Set([each.en, each.ru, each.ky, each.tg, each.uz, ...each.other, ...short])].join(' | ');
});
writeFileSync(new URL('../../Search/Data/bodies.txt', import.meta.url), `# Made by Actors/Data/extract.mjs: names of international bodies, as synonyms.\n${lines.join('\n')}\n`);
console.log(`${actors.length} actors`);
