// Formal, common and former names, which CLDR does not bring. `other` are names in use today, `former` those of the past under which
// older sources know the same state, `short` abbreviations.
export const formal = `
AFG Islamic Republic of Afghanistan|Islamic Emirate of Afghanistan|Исламская Республика Афганистан|Исламский Эмират Афганистан
AGO Republic of Angola|ALB Republic of Albania|AND Principality of Andorra|ARE Объединённые Арабские Эмираты|Эмираты|Аморати Муттаҳидаи Араб|ARG Argentine Republic
ARM Republic of Armenia|Республика Армения|AUS Commonwealth of Australia|AUT Republic of Austria|AZE Republic of Azerbaijan|Азербайджанская Республика
BDI Republic of Burundi|BEL Kingdom of Belgium|BEN Republic of Benin|BGD People's Republic of Bangladesh|BGR Republic of Bulgaria
BHR Kingdom of Bahrain|BHS Commonwealth of the Bahamas|The Bahamas|BIH Bosnia-Herzegovina|Bosnia|BLR Republic of Belarus|Республика Беларусь|Белоруссия
BOL Plurinational State of Bolivia|BRA Federative Republic of Brazil|BRN Brunei Darussalam|BTN Kingdom of Bhutan|BWA Republic of Botswana
CAF Central African Rep.|CHE Swiss Confederation|CHL Republic of Chile|CHN People's Republic of China|Китайская Народная Республика|Mainland China|Чин
CIV Republic of Côte d'Ivoire|CMR Republic of Cameroon|COD DR Congo|Congo-Kinshasa|ДР Конго|Democratic Republic of Congo|D.R. Congo|Демократическая Республика Конго
COG Congo-Brazzaville|Congo Republic|Republic of Congo|Республика Конго|COL Republic of Colombia|COM Union of the Comoros|CPV Republic of Cabo Verde
CRI Republic of Costa Rica|CUB Republic of Cuba|CYP Republic of Cyprus|DEU Federal Republic of Germany|Федеративная Республика Германия
DJI Republic of Djibouti|DMA Commonwealth of Dominica|DNK Kingdom of Denmark|DZA People's Democratic Republic of Algeria|ECU Republic of Ecuador
EGY Arab Republic of Egypt|ERI State of Eritrea|ESP Kingdom of Spain|EST Republic of Estonia|ETH Federal Democratic Republic of Ethiopia
FIN Republic of Finland|FJI Republic of Fiji|FRA French Republic|Французская Республика|FSM Federated States of Micronesia|GAB Gabonese Republic
GBR United Kingdom of Great Britain and Northern Ireland|Britain|Соединённое Королевство|GHA Republic of Ghana|GIN Republic of Guinea
GNB Republic of Guinea-Bissau|GNQ Republic of Equatorial Guinea|GRC Hellenic Republic|GTM Republic of Guatemala|GUY Co-operative Republic of Guyana
HND Republic of Honduras|HRV Republic of Croatia|HTI Republic of Haiti|IDN Republic of Indonesia|IND Republic of India|Республика Индия
IRL Republic of Ireland|IRN Islamic Republic of Iran|Исламская Республика Иран|IRQ Republic of Iraq|ISL Republic of Iceland|ISR State of Israel|Государство Израиль
ITA Italian Republic|JOR Hashemite Kingdom of Jordan|JPN Ҷопон|KAZ Republic of Kazakhstan|Республика Казахстан|Kazakstan|KEN Republic of Kenya
KGZ Kyrgyz Republic|Republic of Kyrgyzstan|Кыргызстан|Киргизстан|Кыргызская Республика|Киргизская Республика|Кыргыз Республикасы|Ҷумҳурии Қирғизистон|Kirghizstan
KHM Kingdom of Cambodia|KIR Republic of Kiribati|KOR Republic of Korea|Республика Корея|Южная Корея|KWT State of Kuwait|LAO Lao People's Democratic Republic|Lao PDR
LBN Lebanese Republic|LBR Republic of Liberia|LBY State of Libya|LIE Principality of Liechtenstein|LKA Democratic Socialist Republic of Sri Lanka
LSO Kingdom of Lesotho|MAC Macau|Макау|LTU Republic of Lithuania|LUX Grand Duchy of Luxembourg|LVA Republic of Latvia|MAR Kingdom of Morocco|MCO Principality of Monaco
MDA Republic of Moldova|Республика Молдова|Молдавия|MDG Republic of Madagascar|MDV Republic of Maldives|MEX United Mexican States|MHL Republic of the Marshall Islands
MKD Macedonia|MLI Republic of Mali|MLT Republic of Malta|MMR Republic of the Union of Myanmar|MNG Mongolian People's Republic
MOZ Republic of Mozambique|MRT Islamic Republic of Mauritania|MUS Republic of Mauritius|MWI Republic of Malawi|NAM Republic of Namibia
NER Republic of the Niger|NGA Federal Republic of Nigeria|NIC Republic of Nicaragua|NLD Kingdom of the Netherlands|Holland|Голландия|NOR Kingdom of Norway
NPL Federal Democratic Republic of Nepal|NRU Republic of Nauru|OMN Sultanate of Oman|PAK Islamic Republic of Pakistan|Исламская Республика Пакистан
PAN Republic of Panama|PER Republic of Peru|PHL Republic of the Philippines|PLW Republic of Palau|PNG Independent State of Papua New Guinea
POL Republic of Poland|PRK Democratic People's Republic of Korea|Северная Корея|Корейская Народно-Демократическая Республика|PRT Portuguese Republic|PRY Republic of Paraguay
PSE Palestinian Authority|Палестинская автономия|Palestinian Territories|QAT State of Qatar|ROU Rumania|RUS Российская Федерация|RWA Republic of Rwanda
SAU Kingdom of Saudi Arabia|Королевство Саудовская Аравия|SDN Republic of the Sudan|SEN Republic of Senegal|SGP Republic of Singapore|SLE Republic of Sierra Leone
SLV Republic of El Salvador|SMR Republic of San Marino|SOM Federal Republic of Somalia|SRB Republic of Serbia|SSD Republic of South Sudan
STP Sao Tome and Principe|SUR Republic of Suriname|SVK Slovak Republic|SVN Republic of Slovenia|SWE Kingdom of Sweden|SWZ Kingdom of Eswatini
SYC Republic of Seychelles|SYR Syrian Arab Republic|Сирийская Арабская Республика|TCD Republic of Chad|TGO Togolese Republic|THA Kingdom of Thailand
TJK Republic of Tajikistan|Республика Таджикистан|Ҷумҳурии Тоҷикистон|Tadzhikistan|Tadjikistan|TKM Republic of Turkmenistan|Туркмения
TLS Democratic Republic of Timor-Leste|TON Kingdom of Tonga|TTO Republic of Trinidad and Tobago|TUN Republic of Tunisia|TUR Republic of Türkiye|Türkiye Cumhuriyeti|Republic of Turkey|Турецкая Республика
TWN Republic of China|Chinese Taipei|UGA Republic of Uganda|UKR Украина|URY Eastern Republic of Uruguay|USA America|Соединённые Штаты Америки|Соединённые Штаты|Америка
UZB Republic of Uzbekistan|Республика Узбекистан|Ўзбекистон Республикаси|VAT Holy See|Vatican|Святой Престол|VEN Bolivarian Republic of Venezuela
VNM Socialist Republic of Vietnam|Viet Nam|VUT Republic of Vanuatu|WSM Independent State of Samoa|YEM Republic of Yemen|ZAF Republic of South Africa|Южная Африка
ZMB Republic of Zambia|ZWE Republic of Zimbabwe|XKX Republic of Kosovo`;

export const former = {
  KGZ: ['Kirghizia', 'Kirgizia', 'Kirghiz Republic', 'Kirghiz SSR', 'Kyrgyz SSR', 'Киргизская ССР'], TJK: ['Tadzhikia', 'Tajik SSR', 'Таджикская ССР'],
  UZB: ['Uzbek SSR', 'Узбекская ССР'], TKM: ['Turkmenia', 'Turkmen SSR', 'Туркменская ССР'], KAZ: ['Kazakh Republic', 'Kazakh SSR', 'Казахская ССР'],
  UKR: ['Ukrainian SSR', 'Украинская ССР'], BLR: ['Byelorussia', 'Belorussia', 'Byelorussian SSR', 'Белорусская ССР'], TZA: ['Tanganyika', 'Танганьика'],
  COG: ["People's Republic of the Congo"], MDA: ['Moldavia'],
  TUR: ['Ottoman Empire', 'Османская империя'], IRN: ['Persia', 'Персия'], MMR: ['Burma', 'Бирма'], SWZ: ['Swaziland', 'Свазиленд'],
  CZE: ['Czech Republic', 'Чешская Республика'], LKA: ['Ceylon', 'Цейлон'], THA: ['Siam', 'Сиам'], COD: ['Zaire', 'Заир', 'Belgian Congo'],
  BFA: ['Upper Volta', 'Верхняя Вольта'], BEN: ['Dahomey'], ZWE: ['Rhodesia', 'Southern Rhodesia', 'Родезия'], ZMB: ['Northern Rhodesia'],
  KHM: ['Kampuchea', 'Кампучия'], TLS: ['East Timor', 'Восточный Тимор'], CPV: ['Cape Verde Islands'], ETH: ['Abyssinia', 'Абиссиния'], BLZ: ['British Honduras'],
  GHA: ['Gold Coast'], BWA: ['Bechuanaland'], LSO: ['Basutoland'], MWI: ['Nyasaland'], NAM: ['South West Africa'], VUT: ['New Hebrides'], TUV: ['Ellice Islands'],
  KIR: ['Gilbert Islands'], DJI: ['French Somaliland', 'French Territory of the Afars and the Issas'], MKD: ['Former Yugoslav Republic of Macedonia', 'Македония'],
  JOR: ['Transjordan'], TWN: ['Formosa'], DEU: ['West Germany', 'Западная Германия'], LBY: ['Libyan Arab Jamahiriya'], MDG: ['Malagasy Republic'], GNQ: ['Spanish Guinea'],
  GNB: ['Portuguese Guinea'], EGY: ['United Arab Republic'], SUR: ['Dutch Guiana'], GUY: ['British Guiana'], WSM: ['Western Samoa'], ESH: ['Spanish Sahara'],
};

export const short = {
  USA: ['US', 'США', 'АКШ', 'ИМА'], GBR: ['UK', 'GB'], ARE: ['UAE', 'ОАЭ', 'БАЭ'], CHN: ['PRC', 'КНР'], PRK: ['DPRK', 'КНДР'], KOR: ['ROK', 'РК'], TWN: ['ROC'], COG: ['ROC'], COD: ['DRC', 'ДРК'],
  CAF: ['CAR', 'ЦАР'], ZAF: ['RSA', 'SA', 'ЮАР'], RUS: ['РФ'], DEU: ['FRG', 'ФРГ'], KAZ: ['РК'], PNG: ['ПНГ'], SAU: ['KSA'], BIH: ['БиГ'], MKD: ['FYROM'], IRN: ['ИРИ'], KGZ: ['КР'],
  TJK: ['РТ'], NZL: ['НЗ'], PSE: ['PA', 'ПА'],
};

// A name that means several: none of them is taken for it, all are suggested.
export const shared = {
  'Congo': ['COD', 'COG'], 'Конго': ['COD', 'COG'], 'Korea': ['KOR', 'PRK'], 'Корея': ['KOR', 'PRK'], 'Virgin Islands': ['VGB', 'VIR'], 'Saint Martin': ['MAF', 'SXM'],
};

// Where CLDR's name for a list explains itself in brackets, the plain one is shown.
export const shown = {
  COD: { en: 'Democratic Republic of the Congo', ru: 'Демократическая Республика Конго' }, COG: { en: 'Republic of the Congo', ru: 'Республика Конго' },
  MMR: { en: 'Myanmar', ru: 'Мьянма' }, HKG: { en: 'Hong Kong', ru: 'Гонконг' }, MAC: { en: 'Macao', ru: 'Макао' }, PSE: { en: 'Palestine', ru: 'Палестина' },
  CIV: { en: 'Côte d’Ivoire' }, USA: { ru: 'Соединённые Штаты' }, ARE: { ru: 'Объединённые Арабские Эмираты' },
};
