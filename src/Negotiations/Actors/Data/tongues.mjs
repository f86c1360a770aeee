// Names of international bodies in Kyrgyz, Tajik and Uzbek (in Latin letters), as the press there writes them, written by hand for
// this program: code | ky | tg | uz. What bodies.mjs says comes first. Several in one language are parted by a slash.
export const tongues = `
UN | Бириккен Улуттар Уюму | Созмони Милали Муттаҳид | Birlashgan Millatlar Tashkiloti
UNSC | БУУнун Коопсуздук Кеңеши / Бириккен Улуттар Уюмунун Коопсуздук Кеңеши / Коопсуздук Кеңеши | Шӯрои Амнияти СММ / Шӯрои Амнияти Созмони Милали Муттаҳид / Шӯрои Амният | BMT Xavfsizlik Kengashi / Birlashgan Millatlar Tashkiloti Xavfsizlik Kengashi / Xavfsizlik Kengashi
UNSG | БУУнун Баш катчысы / Бириккен Улуттар Уюмунун Баш катчысы | Дабири кулли СММ / Дабири кулли Созмони Милали Муттаҳид | BMT Bosh kotibi / Birlashgan Millatlar Tashkiloti Bosh kotibi
UNGA | БУУнун Башкы Ассамблеясы / Бириккен Улуттар Уюмунун Башкы Ассамблеясы | Маҷмааи Умумии СММ / Ассамблеяи Генералии СММ / Маҷмаи Умумии Созмони Милали Муттаҳид | BMT Bosh Assambleyasi / Birlashgan Millatlar Tashkiloti Bosh Assambleyasi
UNRCCA | БУУнун Борбордук Азия боюнча превентивдүү дипломатия борбору / БУУнун Борбор Азия үчүн превентивдик дипломатия боюнча аймактык борбору | Маркази минтақавии СММ оид ба дипломатияи пешгирикунанда барои Осиёи Марказӣ | BMTning Markaziy Osiyo uchun preventiv diplomatiya bo‘yicha mintaqaviy markazi
UNOCT | БУУнун Терроризмге каршы башкармалыгы | Раёсати зиддитеррористии СММ / Идораи СММ оид ба мубориза бо терроризм | BMTning Terrorizmga qarshi kurash boshqarmasi
OROLSI | БУУнун Мыйзам үстөмдүгү жана коопсуздук органдары боюнча башкармалыгы | Идораи СММ оид ба волоияти қонун ва мақомоти амният | BMTning Huquq ustuvorligi va xavfsizlik organlari boshqarmasi
UNPDTF | БУУнун Тынчтык жана өнүгүү максаттуу фонду | Фонди мақсадноки сулҳ ва рушди СММ | BMTning Tinchlik va taraqqiyot maqsadli jamg‘armasi
UNAMA | БУУнун Афганистанга көмөк көрсөтүү миссиясы | Намояндагии СММ оид ба мусоидат ба Афғонистон | BMTning Afg‘onistonga ko‘maklashish missiyasi
UNHCR | БУУнун Качкындар иштери боюнча Жогорку комиссарынын башкармалыгы | Комиссариати Олии СММ оид ба гурезаҳо | BMT Qochqinlar ishlari bo‘yicha Oliy komissari boshqarmasi
UNDP | БУУнун Өнүктүрүү программасы | Барномаи рушди СММ / Барномаи Рушди Созмони Милали Муттаҳид | BMT Taraqqiyot dasturi / Birlashgan Millatlar Tashkilotining Taraqqiyot dasturi
UNODC | БУУнун Баңги заттар жана кылмыштуулук боюнча башкармалыгы | Раёсати СММ оид ба маводи мухаддир ва ҷинояткорӣ | BMTning Giyohvandlik va jinoyatchilik bo‘yicha boshqarmasi
OCHA | БУУнун Гуманитардык маселелерди координациялоо башкармалыгы | Идораи СММ оид ба ҳамоҳангсозии масъалаҳои башардӯстона | BMTning Gumanitar masalalarni muvofiqlashtirish boshqarmasi
UNICEF | БУУнун Балдар фонду | Хазинаи кӯдакони СММ / Сандуқи кӯдакони СММ | BMT Bolalar jamg‘armasi
UNESCO | БУУнун Билим берүү, илим жана маданият уюму | Созмони СММ оид ба маориф, илм ва фарҳанг | BMTning Ta’lim, fan va madaniyat masalalari bo‘yicha tashkiloti
WFP | Дүйнөлүк азык-түлүк программасы | Барномаи умумиҷаҳонии озуқаворӣ / Барномаи ҷаҳонии ғизо | Jahon oziq-ovqat dasturi
WHO | Дүйнөлүк саламаттык сактоо уюму | Созмони умумиҷаҳонии тандурустӣ / Ташкилоти умумиҷаҳонии тандурустӣ | Jahon sog‘liqni saqlash tashkiloti
IAEA | Атомдук энергия боюнча эл аралык агенттик | Агентии байналмилалии нерӯи атомӣ / Оҷонсии байналмилалии нерӯи атомӣ | Atom energiyasi bo‘yicha xalqaro agentlik
ICJ | БУУнун Эл аралык соту | Суди байналмилалии СММ / Додгоҳи байналмилалии СММ | BMT Xalqaro sudi
ICRC | Эл аралык Кызыл Крест комитети | Кумитаи байналмилалии Салиби Сурх | Xalqaro Qizil Xoch qo‘mitasi
CSTO | Жамааттык коопсуздук жөнүндө келишим уюму / Жамааттык коопсуздук келишим уюму / Жамааттык коопсуздук тууралуу келишим уюму | Созмони Аҳдномаи амнияти дастаҷамъӣ / Созмони Паймони амнияти дастаҷамъӣ / Созмони Паймони амнияти ҷамъӣ | Kollektiv xavfsizlik to‘g‘risidagi shartnoma tashkiloti / Jamoaviy xavfsizlik shartnomasi tashkiloti
SCO | Шанхай кызматташтык уюму / Шанхай Ынтымактык Уюму | Созмони Ҳамкории Шанхай / Созмони Ҳамкориҳои Шанхай | Shanxay hamkorlik tashkiloti
EU | Европа Биримдиги / Евробиримдик | Иттиҳоди Аврупо / Иттиҳодияи Аврупо | Yevropa Ittifoqi
C5-1 | С5+1 форматы | Формати С5+1 | C5+1 formati
CIS | Көз карандысыз Мамлекеттердин Шериктештиги | Иттиҳоди Давлатҳои Мустақил / Иттиҳоди давлатҳои муштаракулманофеъ | Mustaqil Davlatlar Hamdo‘stligi
EAEU | Евразия экономикалык биримдиги | Иттиҳоди иқтисодии Авруосиё / Иттиҳоди иқтисодии Осиё ва Аврупо | Yevroosiyo iqtisodiy ittifoqi
OSCE | Европадагы коопсуздук жана кызматташтык уюму | Созмони Амният ва Ҳамкорӣ дар Аврупо / Созмони амният ва ҳамкории Аврупо | Yevropada xavfsizlik va hamkorlik tashkiloti
NATO | Түндүк Атлантика келишим уюму / Түндүк Атлантика альянсы | Созмони Аҳдномаи Атлантикаи Шимолӣ / Паймони Атлантикаи Шимолӣ | Shimoliy Atlantika shartnomasi tashkiloti
OTS | Түрк мамлекеттер уюму / Түрк мамлекеттеринин уюму | Созмони давлатҳои туркӣ / Созмони кишварҳои туркзабон | Turkiy davlatlar tashkiloti
ECO | Экономикалык кызматташтык уюму | Созмони Ҳамкории Иқтисодӣ / Созмони Ҳамкориҳои Иқтисодӣ | Iqtisodiy hamkorlik tashkiloti
IFAS | Аралды сактоо эл аралык фонду / Арал деңизин сактап калуу эл аралык фонду | Фонди байналмилалии наҷоти Арал / Бунёди байналмилалии наҷоти Арал | Orolni qutqarish xalqaro jamg‘armasi / Orol dengizini qutqarish xalqaro jamg‘armasi
CICA | Азиядагы өз ара аракеттенүү жана ишеним чаралары боюнча кеңешме | Машварат оид ба ҳамкорӣ ва тадбирҳои эътимод дар Осиё / Конфронси ҳамкорӣ ва тадбирҳои боварӣ дар Осиё | Osiyoda o‘zaro hamkorlik va ishonch choralari bo‘yicha kengash
OIC | Ислам кызматташтык уюму | Созмони Ҳамкории Исломӣ / Созмони Ҳамкориҳои Исломӣ | Islom hamkorlik tashkiloti
ASEAN | Түштүк-Чыгыш Азия мамлекеттеринин ассоциациясы | Иттиҳодияи кишварҳои Осиёи Ҷанубу Шарқӣ | Janubi-Sharqiy Osiyo davlatlari assotsiatsiyasi
AFRICAN-UNION | Африка Биримдиги | Иттиҳоди Африқо | Afrika Ittifoqi
LAS | Араб мамлекеттеринин лигасы | Лигаи давлатҳои араб / Лигаи арабӣ | Arab davlatlari ligasi
GCC | Перс булуңундагы араб мамлекеттеринин кызматташтык кеңеши | Шӯрои ҳамкории давлатҳои араби Халиҷи Форс | Fors ko‘rfazi arab davlatlari hamkorlik kengashi
G7 | Чоң жетилик | Гурӯҳи ҳафт / Ҳафтгонаи бузург | Katta yettilik
G20 | Чоң жыйырмалык | Гурӯҳи бист / Бистгонаи бузург | Katta yigirmalik
BRICS | БРИКС уюму | Гурӯҳи БРИКС | BRIKS
ADB | Азия өнүктүрүү банкы | Бонки Осиёии Рушд | Osiyo taraqqiyot banki
AIIB | Азия инфраструктуралык инвестициялар банкы | Бонки осиёии сармоягузориҳои инфрасохторӣ | Osiyo infratuzilma investitsiyalari banki
EBRD | Европа реконструкция жана өнүктүрүү банкы | Бонки аврупоии таҷдид ва рушд / Бонки таҷдид ва рушди Аврупо | Yevropa tiklanish va taraqqiyot banki
WB | Дүйнөлүк банк | Бонки Ҷаҳонӣ / Бонки умумиҷаҳонӣ | Jahon banki
IMF | Эл аралык валюта фонду | Хазинаи байналмилалии асъор / Бунёди байналмилалии пул | Xalqaro valyuta jamg‘armasi
WTO | Дүйнөлүк соода уюму | Созмони умумиҷаҳонии савдо / Созмони ҷаҳонии тиҷорат | Jahon savdo tashkiloti
UNEP | БУУнун Айлана-чөйрө боюнча программасы | Барномаи СММ оид ба муҳити зист | BMTning Atrof-muhit bo‘yicha dasturi
UNCTAD | БУУнун Соода жана өнүктүрүү боюнча конференциясы | Конфронси СММ оид ба савдо ва рушд | BMTning Savdo va taraqqiyot bo‘yicha konferensiyasi
UNFPA | БУУнун Калк фонду | Сандуқи аҳолии СММ | BMT Aholishunoslik jamg‘armasi
UNRWA | БУУнун Палестиналык качкындарга жардам берүү агенттиги | Агентии СММ оид ба кӯмак ба гурезаҳои фаластинӣ | BMTning Falastinlik qochqinlarga yordam agentligi
OHCHR | БУУнун Адам укуктары боюнча Жогорку комиссарынын башкармалыгы | Комиссариати Олии СММ оид ба ҳуқуқи инсон | BMT Inson huquqlari bo‘yicha Oliy komissari boshqarmasi
UNECE | БУУнун Европа экономикалык комиссиясы | Комиссияи иқтисодии аврупоии СММ | BMTning Yevropa iqtisodiy komissiyasi
ESCAP | БУУнун Азия жана Тынч океан үчүн экономикалык жана социалдык комиссиясы | Комиссияи иқтисодӣ ва иҷтимоии СММ барои Осиё ва Уқёнуси Ором | BMTning Osiyo va Tinch okeani uchun iqtisodiy va ijtimoiy komissiyasi
UNMIK | БУУнун Косоводогу убактылуу администрация миссиясы | Намояндагии маъмурияти муваққатии СММ дар Косово | BMTning Kosovodagi muvaqqat ma’muriyati missiyasi
UNIFIL | БУУнун Ливандагы убактылуу күчтөрү | Қувваҳои муваққатии СММ дар Лубнон | BMTning Livandagi muvaqqat kuchlari
UNFICYP | БУУнун Кипрдеги тынчтык күчтөрү | Нерӯҳои сулҳбони СММ дар Кипр | BMTning Kiprdagi tinchlikparvar kuchlari
UNMISS | БУУнун Түштүк Судандагы миссиясы | Намояндагии СММ дар Судони Ҷанубӣ | BMTning Janubiy Sudandagi missiyasi
MONUSCO | БУУнун Конгодогу стабилдештирүү миссиясы | Намояндагии СММ оид ба эътидоли вазъ дар Конго | BMTning Kongodagi barqarorlashtirish missiyasi
UNMOT | БУУнун Тажикстандагы байкоочулар миссиясы | Намояндагии нозирони СММ дар Тоҷикистон | BMTning Tojikistondagi kuzatuvchilar missiyasi
FAO | БУУнун Азык-түлүк жана айыл чарба уюму | Созмони озуқаворӣ ва кишоварзии СММ | BMTning Oziq-ovqat va qishloq xo‘jaligi tashkiloti
ILO | Эл аралык эмгек уюму | Созмони байналмилалии меҳнат / Ташкилоти байналмилалии меҳнат | Xalqaro mehnat tashkiloti
IOM | Миграция боюнча эл аралык уюм / Эл аралык миграция уюму | Созмони байналмилалии муҳоҷират / Созмони байналмилалии оид ба муҳоҷират | Xalqaro migratsiya tashkiloti
IMO | Эл аралык деңиз уюму | Созмони байналмилалии баҳрӣ | Xalqaro dengiz tashkiloti
ICAO | Эл аралык жарандык авиация уюму | Созмони байналмилалии авиатсияи гражданӣ / Созмони байналмилалии ҳавопаймоии шаҳрвандӣ | Xalqaro fuqaro aviatsiyasi tashkiloti
ITU | Эл аралык электр байланыш биримдиги | Иттиҳоди байналмилалии алоқаи барқӣ / Иттиҳоди байналмилалии телекоммуникатсия | Xalqaro elektraloqa ittifoqi
UPU | Дүйнөлүк почта биримдиги | Иттиҳоди умумиҷаҳонии почта | Jahon pochta ittifoqi
WIPO | Дүйнөлүк интеллектуалдык менчик уюму | Созмони умумиҷаҳонии моликияти зеҳнӣ | Jahon intellektual mulk tashkiloti
WMO | Дүйнөлүк метеорологиялык уюм | Созмони умумиҷаҳонии метеорологӣ / Созмони умумиҷаҳонии обуҳавошиносӣ | Jahon meteorologiya tashkiloti
UNIDO | БУУнун Өнөр жай өнүктүрүү уюму | Созмони СММ оид ба рушди саноат | BMTning Sanoat taraqqiyoti tashkiloti
IFAD | Айыл чарбасын өнүктүрүү эл аралык фонду | Фонди байналмилалии рушди кишоварзӣ | Qishloq xo‘jaligini rivojlantirish xalqaro jamg‘armasi
IBRD | Эл аралык реконструкция жана өнүктүрүү банкы | Бонки байналмилалии таҷдид ва рушд | Xalqaro tiklanish va taraqqiyot banki
IDA | Эл аралык өнүктүрүү ассоциациясы | Ассотсиатсияи байналмилалии рушд | Xalqaro taraqqiyot assotsiatsiyasi
IFC | Эл аралык финансы корпорациясы | Корпоратсияи байналмилалии молиявӣ | Xalqaro moliya korporatsiyasi
ISDB | Ислам өнүктүрүү банкы | Бонки Исломии Рушд | Islom taraqqiyot banki
EDB | Евразия өнүктүрүү банкы | Бонки Авруосиёии Рушд | Yevroosiyo taraqqiyot banki
NDB | Жаңы өнүктүрүү банкы | Бонки нави рушд | Yangi taraqqiyot banki
AFDB | Африка өнүктүрүү банкы | Бонки африқоии рушд | Afrika taraqqiyot banki
OPCW | Химиялык куралга тыюу салуу уюму | Созмони манъи силоҳи кимиёвӣ | Kimyoviy qurolni taqiqlash tashkiloti
ICC | Эл аралык кылмыш соту | Суди байналмилалии ҷиноӣ / Додгоҳи байналмилалии ҷиноятӣ | Xalqaro jinoyat sudi
PCA | Туруктуу арбитраж соту | Палатаи доимии ҳакамӣ / Додгоҳи доимии ҳакамӣ | Doimiy arbitraj sudi
ECHR | Адам укуктары боюнча Европа соту | Суди аврупоии ҳуқуқи инсон | Inson huquqlari bo‘yicha Yevropa sudi
COE | Европа Кеңеши | Шӯрои Аврупо | Yevropa Kengashi
INTERPOL | Эл аралык кылмыш полициясы уюму | Созмони байналмилалии полиси ҷиноӣ | Xalqaro jinoiy politsiya tashkiloti
OECD | Экономикалык кызматташтык жана өнүктүрүү уюму | Созмони ҳамкории иқтисодӣ ва рушд | Iqtisodiy hamkorlik va taraqqiyot tashkiloti
OPEC | Мунай экспорттоочу өлкөлөрдүн уюму | Созмони кишварҳои содиркунандаи нафт | Neft eksport qiluvchi davlatlar tashkiloti
EFTA | Европа эркин соода ассоциациясы | Ассотсиатсияи аврупоии савдои озод | Yevropa erkin savdo assotsiatsiyasi
APEC | Азия-Тынч океан экономикалык кызматташтыгы | Ҳамкории иқтисодии Осиё ва Уқёнуси Ором | Osiyo-Tinch okeani iqtisodiy hamkorligi
SAARC | Түштүк Азия аймактык кызматташтык ассоциациясы | Иттиҳодияи ҳамкории минтақавии Осиёи Ҷанубӣ | Janubiy Osiyo mintaqaviy hamkorlik assotsiatsiyasi
PIF | Тынч океан аралдарынын форуму | Форуми ҷазираҳои Уқёнуси Ором | Tinch okeani orollari forumi
BSEC | Кара деңиз экономикалык кызматташтык уюму | Созмони ҳамкории иқтисодии Баҳри Сиёҳ | Qora dengiz iqtisodiy hamkorlik tashkiloti
GUAM-ODED | Демократия жана экономикалык өнүгүү уюму | Созмони демократия ва рушди иқтисодӣ | Demokratiya va iqtisodiy taraqqiyot tashkiloti
CAREC | Борбор Азия аймактык экономикалык кызматташтыгы | Ҳамкории иқтисодии минтақавии Осиёи Марказӣ | Markaziy Osiyo mintaqaviy iqtisodiy hamkorligi
ICWC | Борбор Азиянын мамлекеттер аралык суу чарба координациялык комиссиясы | Комиссияи байнидавлатии ҳамоҳангсозии хоҷагии оби Осиёи Марказӣ | Markaziy Osiyo davlatlararo suv xo‘jaligini muvofiqlashtirish komissiyasi
OAS | Америка мамлекеттеринин уюму | Созмони давлатҳои Амрико | Amerika davlatlari tashkiloti
ECOWAS | Батыш Африка мамлекеттеринин экономикалык шериктештиги | Ҷомеаи иқтисодии давлатҳои Африқои Ғарбӣ | G‘arbiy Afrika davlatlari iqtisodiy hamjamiyati
IGAD | Өнүктүрүү боюнча өкмөттөр аралык уюм | Созмони байниҳукуматии рушд | Taraqqiyot bo‘yicha hukumatlararo tashkilot
SADC | Түштүк Африка өнүктүрүү шериктештиги | Ҷомеаи рушди Африқои Ҷанубӣ | Janubiy Afrika taraqqiyot hamjamiyati
EAC | Чыгыш Африка шериктештиги | Ҷомеаи Африқои Шарқӣ | Sharqiy Afrika hamjamiyati
ECCAS | Борбордук Африка мамлекеттеринин экономикалык шериктештиги | Ҷомеаи иқтисодии давлатҳои Африқои Марказӣ | Markaziy Afrika davlatlari iqtisodiy hamjamiyati
COMESA | Чыгыш жана Түштүк Африканын жалпы рыногу | Бозори умумии Африқои Шарқӣ ва Ҷанубӣ | Sharqiy va Janubiy Afrika umumiy bozori
CARICOM | Кариб шериктештиги | Ҷомеаи Кариб | Karib hamjamiyati
MERCOSUR | Түштүк Америка жалпы рыногу | Бозори умумии Амрикои Ҷанубӣ | Janubiy Amerika umumiy bozori
`;
// Abbreviations in those languages, by code.
export const tonguesShort = {
  UN: ['BMT', 'БМТ'], SCO: ['ШЫУ', 'ШҲТ', 'ShHT'], CSTO: ['КХШТ', 'KXShT'], CIS: ['MDH', 'МДҲ'], EAEU: ['ЕАЭБ', 'YeOII'], OTS: ['ТМУ', 'TDT'], OSCE: ['ЕККУ', 'САҲА', 'YXHT'],
  WHO: ['ДССУ', 'JSST'], IMF: ['ЭВФ', 'XVJ'], WTO: ['ДСУ', 'JST'],
};
// Abbreviations that are words of a language too, or say little by themselves: a text that has one need not speak of the body.
export const notInTexts = ['WHO', 'ECO', 'IDA', 'EAC', 'PIF', 'PCA', 'SC', 'GA', 'SG', 'AU', 'EC', 'WB', 'АС', 'СЕ', 'ВБ', 'ВАС', 'МОТ', 'МОМ', 'САДК', 'ВПС', 'МУС'];
