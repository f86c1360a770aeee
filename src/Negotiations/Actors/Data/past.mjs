// States and territories that are no more (ISO 3166-3, Gleditsch-Ward, Correlates of War). Years; `by` are those that followed. Whose
// successors they are in law is disputed for some, and the list does not decide it: it says where to go on looking.
export const past = [
  { code: 'SUN', alpha2: 'SU', numeric: '810', gw: '365', cow: '365', since: 1922, until: 1991, wikidata: 'Q15180', en: 'Soviet Union', ru: 'Советский Союз', ky: 'Советтер Союзу', tg: 'Иттиҳоди Шӯравӣ',
    other: ['Union of Soviet Socialist Republics', 'Союз Советских Социалистических Республик', 'СССР', 'USSR', 'ССРС'],
    by: ['ARM', 'AZE', 'BLR', 'EST', 'GEO', 'KAZ', 'KGZ', 'LTU', 'LVA', 'MDA', 'RUS', 'TJK', 'TKM', 'UKR', 'UZB'] },
  { code: 'YUG', alpha2: 'YU', numeric: '890', gw: '345', cow: '345', since: 1918, until: 2003, wikidata: 'Q36704', en: 'Yugoslavia', ru: 'Югославия', ky: 'Югославия', tg: 'Югославия',
    other: ['Socialist Federal Republic of Yugoslavia', 'SFRY', 'СФРЮ', 'Federal Republic of Yugoslavia', 'FRY', 'СРЮ'], by: ['BIH', 'HRV', 'MKD', 'SVN', 'SCG'] },
  { code: 'SCG', alpha2: 'CS', numeric: '891', gw: '345', cow: '345', since: 2003, until: 2006, wikidata: 'Q37024', en: 'Serbia and Montenegro', ru: 'Сербия и Черногория', by: ['SRB', 'MNE'] },
  { code: 'CSK', alpha2: 'CS', numeric: '200', gw: '315', cow: '315', since: 1918, until: 1992, wikidata: 'Q33946', en: 'Czechoslovakia', ru: 'Чехословакия', ky: 'Чехословакия', tg: 'Чехословакия', other: ['ЧССР'], by: ['CZE', 'SVK'] },
  { code: 'DDR', alpha2: 'DD', numeric: '278', gw: '265', cow: '265', since: 1949, until: 1990, wikidata: 'Q16957', en: 'East Germany', ru: 'Восточная Германия',
    other: ['German Democratic Republic', 'Германская Демократическая Республика', 'GDR', 'ГДР'], by: ['DEU'] },
  { code: 'YMD', alpha2: 'YD', numeric: '720', gw: '680', cow: '680', since: 1967, until: 1990, wikidata: 'Q199841', en: 'South Yemen', ru: 'Южный Йемен', other: ["People's Democratic Republic of Yemen", 'НДРЙ', 'PDRY'], by: ['YEM'] },
  { code: 'GW-678', cow: '678', since: 1918, until: 1990, en: 'North Yemen', ru: 'Северный Йемен', other: ['Yemen Arab Republic'], by: ['YEM'] },
  { code: 'VDR', alpha2: 'VD', since: 1954, until: 1976, wikidata: 'Q172640', en: 'North Vietnam', ru: 'Северный Вьетнам', other: ['Democratic Republic of Vietnam'], by: ['VNM'] },
  { code: 'GW-817', gw: '817', cow: '817', since: 1954, until: 1975, wikidata: 'Q180573', en: 'South Vietnam', ru: 'Южный Вьетнам', other: ['Republic of Vietnam'], by: ['VNM'] },
  { code: 'ANT', alpha2: 'AN', numeric: '530', since: 1954, until: 2010, wikidata: 'Q25227', en: 'Netherlands Antilles', ru: 'Нидерландские Антильские острова', by: ['BES', 'CUW', 'SXM'], territory: 'NLD' },
  { code: 'SKM', until: 1975, en: 'Sikkim', ru: 'Сикким', by: ['IND'] },
  { code: 'CTE', alpha2: 'CT', until: 1984, en: 'Canton and Enderbury Islands', by: ['KIR'], territory: null },
  { code: 'ATN', alpha2: 'NQ', until: 1983, en: 'Dronning Maud Land', other: ['Queen Maud Land'], by: ['ATA'], territory: 'NOR' },
  { code: 'FXX', alpha2: 'FX', numeric: '249', until: 1997, en: 'Metropolitan France', by: ['FRA'], territory: 'FRA' },
  { code: 'GEL', until: 1979, en: 'Gilbert and Ellice Islands', by: ['KIR', 'TUV'], territory: 'GBR' },
  { code: 'JTN', alpha2: 'JT', until: 1986, en: 'Johnston Island', by: ['UMI'], territory: 'USA' },
  { code: 'MID', until: 1986, en: 'Midway Islands', by: ['UMI'], territory: 'USA' },
  { code: 'WAK', alpha2: 'WK', until: 1986, en: 'Wake Island', by: ['UMI'], territory: 'USA' },
  { code: 'PUS', alpha2: 'PU', until: 1986, en: 'United States Miscellaneous Pacific Islands', by: ['UMI'], territory: 'USA' },
  { code: 'PCI', alpha2: 'PC', until: 1986, en: 'Trust Territory of the Pacific Islands', by: ['FSM', 'MHL', 'MNP', 'PLW'], territory: 'USA' },
  { code: 'PCZ', alpha2: 'PZ', until: 1980, en: 'Panama Canal Zone', by: ['PAN'], territory: 'USA' },
  { code: 'NTZ', alpha2: 'NT', numeric: '536', until: 1993, en: 'Saudi-Iraqi Neutral Zone', other: ['Neutral Zone'], by: ['IRQ', 'SAU'], territory: null },
  { code: 'GW-89', gw: '89', cow: '89', since: 1823, until: 1839, en: 'United Provinces of Central America', by: ['CRI', 'GTM', 'HND', 'NIC', 'SLV'] },
  { code: 'GW-99', gw: '99', since: 1821, until: 1830, en: 'Great Colombia', other: ['Gran Colombia'], by: ['COL', 'ECU', 'VEN'] },
  { code: 'GW-240', gw: '240', cow: '240', until: 1866, en: 'Hanover', ru: 'Ганновер', by: ['DEU'] },
  { code: 'GW-245', gw: '245', cow: '245', until: 1871, en: 'Bavaria', ru: 'Бавария', by: ['DEU'] },
  { code: 'GW-255', gw: '255', since: 1816, until: 1945, en: 'German Empire', ru: 'Германская империя', other: ['Prussia', 'Пруссия'], by: ['DEU'] },
  { code: 'GW-267', gw: '267', cow: '267', until: 1871, en: 'Baden', ru: 'Баден', by: ['DEU'] },
  { code: 'GW-269', gw: '269', cow: '269', until: 1867, en: 'Saxony', ru: 'Саксония', by: ['DEU'] },
  { code: 'GW-271', gw: '271', cow: '271', until: 1871, en: 'Württemberg', ru: 'Вюртемберг', by: ['DEU'] },
  { code: 'GW-300', gw: '300', cow: '300', since: 1816, until: 1918, wikidata: 'Q28513', en: 'Austria-Hungary', ru: 'Австро-Венгрия', by: ['AUT', 'HUN'] },
  { code: 'GW-327', gw: '327', cow: '327', until: 1870, en: 'Papal States', ru: 'Папская область', by: ['ITA', 'VAT'] },
  { code: 'GW-329', gw: '329', cow: '329', until: 1861, en: 'Two Sicilies', other: ['Kingdom of the Two Sicilies'], by: ['ITA'] },
  { code: 'GW-332', gw: '332', cow: '332', until: 1860, en: 'Modena', by: ['ITA'] },
  { code: 'GW-335', gw: '335', cow: '335', until: 1860, en: 'Parma', by: ['ITA'] },
  { code: 'GW-337', gw: '337', cow: '337', until: 1860, en: 'Tuscany', ru: 'Тоскана', by: ['ITA'] },
  { code: 'GW-511', gw: '511', cow: '511', since: 1963, until: 1964, en: 'Zanzibar', ru: 'Занзибар', by: ['TZA'] },
  { code: 'GW-563', gw: '563', since: 1852, until: 1902, en: 'Transvaal', ru: 'Трансвааль', by: ['ZAF'] },
  { code: 'GW-564', gw: '564', since: 1854, until: 1902, en: 'Orange Free State', by: ['ZAF'] },
  { code: 'GW-711', gw: '711', since: 1913, until: 1950, en: 'Tibet', ru: 'Тибет', by: ['CHN'] },
  { code: 'GW-730', gw: '730', cow: '730', until: 1910, en: 'Korean Empire', other: ['Joseon'], by: ['KOR', 'PRK'] },
];

// Today's states under the codes they had before a change of name (ISO 3166-3); codes that another state has today are left out.
export const formerCodes = {
  MMR: ['BU', 'BUR'], COD: ['ZR', 'ZAR'], TLS: ['TP', 'TMP'], BLR: ['BYS'], BEN: ['DY', 'DHY'], BFA: ['HV', 'HVO'], VUT: ['NH', 'NHB'], ZWE: ['RH', 'RHO'], ROU: ['ROM'], DJI: ['AFI'],
};

// Listed by Gleditsch and Ward beside the states, without being generally treated as states.
export const disputed = [
  { code: 'GW-396', gw: '396', since: 2008, wikidata: 'Q23334', en: 'Abkhazia', ru: 'Абхазия' },
  { code: 'GW-397', gw: '397', since: 2008, wikidata: 'Q23427', en: 'South Ossetia', ru: 'Южная Осетия' },
];
