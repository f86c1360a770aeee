// cspell:ignore demarkation delimitaton Brusells pipline Jingping statment pipelinr
using Negotiations.Server.Tests.Audit;

namespace Negotiations.Server.Tests.Status;

/// <summary>
/// What people type, four phrasings for each of the 22 processes of the forecast of February 2025 and others as
/// newcomers type them, finds the negotiation that they mean.
/// </summary>
public sealed class Phrasings(DocumentedQuestions.CasebookServer server)
    : IClassFixture<DocumentedQuestions.CasebookServer>
{
    public static TheoryData<string, string> Typed()
    {
        TheoryData<string, string> all = [];
        foreach (var line in $"{Table}\n{Newcomers}".Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            foreach (var phrase in cells[1..])
                all.Add(cells[0], phrase);
        }

        return all;
    }

    const string Table = """
        kg-tj-border | Kyrgyz-Tajik frontier | граница Кыргызстана и Таджикистана
        kg-tj-border | border talks between Kyrgyzstan and Tajikistan | Kirgiz Tadjik boundary
        kg-tj-border | clashes September 2022 dozens killed | demarcation Kirghizia | Жапаров Рахмон чек ара
        kg-tj-border | Kyrgyzstan-Tajikistan border agreement
        unrcca-council | press statement on UNRCCA | SC/13179 | РЦПДЦА заявление
        unrcca-council | Security Council press statement preventive diplomacy
        china-central-asia | Xi Jinping tour of Central Asia | China Kazakhstan Tajikistan visit
        china-central-asia | Си Цзиньпин Казахстан | Xi Jinping trip early July 2024
        china-tajikistan | comprehensive strategic cooperative partnership | China-Tajikistan joint statement
        china-tajikistan | Xi Rahmon | Китай Таджикистан партнёрство
        sco-summits | SCO summit | Shanghai Cooperation Organization annual meeting | ШОС саммит
        sco-summits | Шанхайская организация сотрудничества
        china-kyrgyzstan-uzbekistan-railway | CKU railway | China Kyrgyzstan Uzbekistan railroad
        china-kyrgyzstan-uzbekistan-railway | железная дорога Китай Кыргызстан Узбекистан
        china-kyrgyzstan-uzbekistan-railway | Oʻzbekiston temir yo'l railway
        c5-plus-1 | C5+1 | Blinken Central Asia foreign ministers | US Central Asia C5
        c5-plus-1 | United States and Central Asia
        russia-kazakhstan | Putin Toqayev | Putin Tokayev energy | Россия Казахстан | Putin travels to Kazakhstan
        csto-summits | CSTO summit | Collective Security Treaty Organization | ОДКБ | CSTO leaders' meeting
        russia-uzbekistan-military-programme | Russia Uzbekistan military programme | military partnership 2026-2030
        russia-uzbekistan-military-programme | Россия Узбекистан военный | Russian defense ministry Uzbekistan
        eu-central-asia-dialogue | EU Central Asia dialogue | Political and Security Dialogue Brussels
        eu-central-asia-dialogue | ЕС Центральная Азия диалог | European Union Central Asia
        japan-central-asia | Kishida Astana | Central Asia + Japan summit | Japan earthquake visit cancelled
        japan-central-asia | $2 billion Japan package
        uzbekistan-taliban-trade | Uzbekistan Taliban trade | Aripov Kabul | $2.5 billion
        uzbekistan-taliban-trade | Узбекистан Талибан торговля
        taliban-ambassadors | Taliban ambassador credentials | Taliban envoy UAE | посол талибов Узбекистан
        taliban-ambassadors | accepted credentials Taliban China
        kazakhstan-taliban-roadmap | Kazakhstan Taliban roadmap | road map of Kazakhstan and the Taliban
        kazakhstan-taliban-roadmap | Қазақстан Талибан | Kazakhstan-Taliban economic ties
        turkmenistan-afghanistan-projects | Turkmenistan investment Afghanistan | Turkmen projects in Afghanistan
        turkmenistan-afghanistan-projects | $1.5 billion Turkmenistan | Туркменистан Афганистан инвестиции
        tapi-pipeline | TAPI | gas pipeline Turkmenistan Afghanistan Pakistan India | ТАПИ
        tapi-pipeline | Turkmenistan-India gas line
        un-secretary-general-central-asia | Guterres Central Asia | UN Secretary-General visit to Central Asia
        un-secretary-general-central-asia | Гутерриш Центральная Азия | António Guterres Turkmenistan
        counter-terrorism-early-warning-network | counterterrorism early warning
        counter-terrorism-early-warning-network | Counter-Terrorism Early Warning Network | UNOCT conference
        counter-terrorism-early-warning-network | early-warning network terrorism Uzbekistan Turkmenistan
        women-peace-security-central-asia | WPS | women peace and security Central Asia | gender Afghanistan Imnadze
        women-peace-security-central-asia | Pact for the Future
        water-energy-climate-experts | water energy climate
        water-energy-climate-experts | expert meeting on water, energy, environment and climate
        water-energy-climate-experts | UNRCCA water experts | climate Central Asia expert meetings
        qosh-tepa-canal | Qosh Tepa | Kosh-Tepa canal | Қўштепа | Qoshtepa canal Afghanistan
        unrcca-consultations | UNRCCA consultations | Imnadze briefing Security Council | Natalia Gherman
        unrcca-consultations | closed consultations July 2024
        unrcca-mandate | UNRCCA mandate | S/2007/279 | letter establishing centre Ashgabat 2007
        unrcca-mandate | establishment of UNRCCA
        """;

    // In five languages: transliterated, abbreviated, inflected, with letters of the other keyboard.
    const string Newcomers = """
        kg-tj-border | киргизско таджикская граница | кыргыз-тажик чегарасы | марзи Тоҷикистон ва Қирғизистон
        kg-tj-border | qirg'iz tojik chegara | KG-TJ border
        tapi-pipeline | ТАПИ газопровод | TAPI gaz quvuri | газ кубуру Түркмөнстан Индия
        qosh-tepa-canal | канал Кош-Тепа | Qo'shtepa kanali | Коштепа | Куштепа | qush tepa canal
        sco-summits | ШКУ саммити | СҲШ саммит | ShHT sammiti | S.C.O. | Shanghai Coop Org
        csto-summits | ЖККУ | СААД | KXShT
        china-kyrgyzstan-uzbekistan-railway | Кытай Кыргызстан Өзбекстан темир жолу | китай киргизия узбекистан жд
        china-kyrgyzstan-uzbekistan-railway | Xitoy Qirg'iziston O'zbekiston temir yo'li
        c5-plus-1 | С5+1 | Марказий Осиё АҚШ
        eu-central-asia-dialogue | ЕС ЦА диалог | EU-CA dialogue | Yevropa Ittifoqi Markaziy Osiyo
        uzbekistan-taliban-trade | O'zbekiston Tolibon savdo | Арипов Кабул визит
        taliban-ambassadors | посол талибан Китай | Толибон элчиси
        women-peace-security-central-asia | женщины мир и безопасность | аёллар тинчлик хавфсизлик
        water-energy-climate-experts | вода энергия климат | suv energiya iqlim
        counter-terrorism-early-warning-network | раннее предупреждение терроризм | CT early warning
        un-secretary-general-central-asia | генсек ООН Центральная Азия | Guterresh
        russia-kazakhstan | Ресей Қазақстан | Россия Казахстан визит
        turkmenistan-afghanistan-projects | Туркмения Афганистан проекты
        russia-uzbekistan-military-programme | Rossiya O'zbekiston harbiy
        unrcca-consultations | закрытые консультации РЦПДЦА | Имнадзе
        eu-central-asia-dialogue | Брюссель диалог | Bryussel | Брюсселде
        uzbekistan-taliban-trade | Кобул | Kobul savdo | Қобул
        unrcca-mandate | Ашхабад центр | Ашкабат | Ашхобод | Ashxobod | Aşgabat
        unrcca-mandate | UN Regional Center for Preventive Diplomacy Ashgabat
        """;

    [Theory]
    [InlineData("kg-tj-border", "kyrgyz tajik boarder")]
    [InlineData("kg-tj-border", "Исфара Баткен конфликт")]
    [InlineData("tapi-pipeline", "turkmen afghan pakistan india pipline")]
    [InlineData("china-tajikistan", "Xi Jingping Rahmon")]
    [InlineData("c5-plus-1", "c5+1 summit")]
    [InlineData("unrcca-council", "UNRCCA press statment")]
    [InlineData("tapi-pipeline", "pipelinr")]
    [InlineData("kg-tj-border", "demarkation")]
    [InlineData("kg-tj-border", "delimitaton")]
    [InlineData("eu-central-asia-dialogue", "Brusells")]
    [InlineData("eu-central-asia-dialogue", "Брюссил")]
    public async Task What_is_mistyped_comes_near(string negotiation, string typed)
    {
        var found = await server.Anonymous.Asks("/api/negotiations?q=" + Uri.EscapeDataString(typed)).Succeeds();

        Assert.Contains(
            negotiation,
            found.Each("items", "id").Concat(found["near"] is null ? [] : found.Each("near.items", "id"))
        );
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task It_is_found(string negotiation, string typed)
    {
        var found = await server.Anonymous.Asks("/api/negotiations?q=" + Uri.EscapeDataString(typed)).Succeeds();

        // Among the first few: another may be meant as well, and a page shows these without scrolling.
        Assert.Contains(negotiation, found.Each("items", "id").Take(5));
    }
}
