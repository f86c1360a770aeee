using Negotiations.Actors;

namespace Negotiations.Specs.Actors;

/// <summary>How people write actors: each phrasing with the code it gives (=), or the codes that must be among its
/// suggestions (?).</summary>
public sealed class PhrasingSpecs
{
    private const string Table = """
        KGZ = KGZ | kgz = KGZ | KG = KGZ | kg = KGZ | 417 = KGZ | GW:703 = KGZ | cow:703 = KGZ | ISO:417 = KGZ
        Q813 = KGZ | wikidata:Q813 = KGZ | Kyrgyzstan = KGZ | KYRGYZSTAN = KGZ | kyrgyzstan = KGZ
        Kyrgyz Republic = KGZ | the Kyrgyz Republic = KGZ | Kirghizia = KGZ | Киргизия = KGZ | Кыргызстан = KGZ
        КИРГИЗИЯ = KGZ | Қирғизистон = KGZ | Киргизистон = KGZ | Кыргызская Республика = KGZ | ＫＧＺ = KGZ | ｋｇ = KGZ
        Kirgizstan ? KGZ | Kyrgystan ? KGZ | Kyrgyztan ? KGZ | Kyrgyz ? KGZ | Кыргызтан ? KGZ | Киргизя ? KGZ
        KYRGYZTSAN ? KGZ | government of Kyrgyzstan ? KGZ | TJK = TJK | TJ = TJK | 762 = TJK | GW:702 = TJK
        Tajikistan = TJK | Tadjikistan = TJK | Таджикистан = TJK | Тоҷикистон = TJK | Точикистон = TJK
        Тажикстан = TJK | Tajikstan ? TJK | TAJIKSTAN ? TJK | Tajikistn ? TJK | Tadzhikstan ? TJK | Таджикстан ? TJK
        Tajkistan ? TJK | Republic of Tajikstan ? TJK | Turkey = TUR | TURKEY = TUR | Türkiye = TUR | Turkiye = TUR
        Турция = TUR | Түркия = TUR | Туркия = TUR | Turky ? TUR | Republic of Turkey = TUR | Syria = SYR
        SYRIA = SYR | Сирия = SYR | Syrian Arab Republic = SYR | Siria ? SYR | United States = USA | US = USA
        U.S. = USA | США = USA | АКШ = USA | United States of America = USA | UK = GBR | Great Britain = GBR
        United Kingdom = GBR | Великобритания = GBR | UAE = ARE | ОАЭ = ARE | Burma = MMR | Бирма = MMR
        Myanmar = MMR | BUR = MMR | Swaziland = SWZ | Eswatini = SWZ | Czech Republic = CZE | Czechia = CZE
        Чехия = CZE | Ivory Coast = CIV | Côte d'Ivoire = CIV | Cote d’Ivoire = CIV | COTE DIVOIRE = CIV
        Persia = IRN | Иран = IRN | Zaire = COD | DR Congo = COD | Congo ? COD COG | Конго ? COD COG
        Korea ? KOR PRK | Корея ? KOR PRK | Korea, Republic of = KOR | South Korea = KOR | КНДР = PRK | DPRK = PRK
        Georgia = GEO | Guinea = GIN | Guinea Bissau = GNB | Viet Nam = VNM | Holland = NLD
        Bosnia & Herzegovina = BIH | Bosnia and Herzegovina = BIH | Российская Федерация = RUS | РФ = RUS
        Soviet Union = SUN | СССР = SUN | USSR = SUN | SU = SUN | 810 ? SUN | GW:365 = RUS | 365 ? RUS
        Yugoslavia = YUG | Чехословакия = CSK | CS ? CSK SCG | GDR = DDR | GW:817 = GW-817 | GW:345 ? YUG SCG
        South Yemen = YMD | Kosovo = XKX | XK = XKX | GW:347 = XKX | UN = UN | ООН = UN | United Nations = UN
        Organization of the United Nations ? UN | UNSC = UNSC | Security Council = UNSC
        Совет Безопасности ООН = UNSC | UNSG = UNSG | UN Secretary General = UNSG | UNRCCA = UNRCCA
        РЦПДЦА = UNRCCA | UNRCA ? UNRCCA | CSTO = CSTO | ОДКБ = CSTO | одкб = CSTO | SCO = SCO | ШОС = SCO
        Shanghai Cooperation Organisation = SCO | EU = EU | ЕС = EU | European Union = EU | the European Union = EU
        Евросоюз = EU | Europan Union ? EU | C5+1 = C5-1 | С5+1 = C5-1 | CIS = CIS | СНГ = CIS | Taliban = AFG-TAL
        the Taliban = AFG-TAL | Taleban = AFG-TAL | Талибан = AFG-TAL | Talban ? AFG-TAL | AFG-TAL = AFG-TAL
        afg tal = AFG-TAL | Йемен = YEM | Китай = CHN | Объединённые Арабские Эмираты = ARE | Южный Йемен = YMD
        Иттиҳоди Шӯравӣ = SUN | AFG = AFG | Afganistan ? AFG | Афганистан = AFG | Афғонистон = AFG | ECO = ECO
        IFAS = IFAS | МФСА = IFAS | OSCE = OSCE | ОБСЕ = OSCE | UNOCT = UNOCT | НАТО = NATO | U.N. = UN
        703 ? SVK KGZ | ISO:703 = SVK | AU ? AUS AFRICAN-UNION | ISO:AU = AUS | IS ? ISL ISLAMIC-STATE
        SG ? SGP UNSG | PA ? PAN PSE | SA ? SAU ZAF | ROC ? TWN COG | РК ? KAZ KOR | FRY = YUG | Sudan = SDN
        Южная Корея = KOR | Северная Корея = PRK | ДР Конго = COD | Republic of Congo = COG | Macedonia = MKD
        Iran (Islamic Republic of) = IRN | Korea (Democratic People's Republic of) = PRK | Taiwan = TWN
        Serbia and Montenegro = SCG | Сербия и Черногория = SCG | Palestine = PSE | Палестина = PSE | ИДУ = IMU
        Oʻzbekiston = UZB | O'zbekiston = UZB | O‘zbekiston = UZB | Oʼzbekiston = UZB | Qirg'iziston = KGZ
        KOS ? XKX | RKS ? XKX | KSV ? XKX | ioc:KOS = XKX | GER ? DEU | GFR ? DEU | ioc:GER = DEU | EL ? GRC
        MON ? MCO MNG | cowc:MON = MNG | ioc:MON = MCO | BAH ? BHS BHR | SUI ? CHE | NTH ? NLD | YPR ? YMD
        KZK ? KAZ | TAJ ? TJK | KYR ? KGZ | cowc:AUS = AUT | AUS = AUS | ROM = ROU | ZAR = COD | TMP = TLS
        Iran, Islamic Rep. = IRN | Korea, South = KOR | Congo, Dem. Rep. = COD | West Bank and Gaza = PSE
        Cambodia (Kampuchea) = KHM | DR Congo (Zaire) = COD | Russia (Soviet Union) ? RUS SUN
        Yemen (North Yemen) ? YEM GW-678 | Government of Iran ? IRN | Government of Mali ? MLI
        delegations of Peru and Cuba ? PER CUB | Иран / Оман ? IRN OMN | the Ministry of Foreign Affairs of Oman ? OMN
        IBRD = IBRD | МБРР = IBRD | ILO = ILO | МОТ = ILO | SPLM/A = SPLM | FARC-EP = FARC | FARC = FARC | ОТО = UTO
        OAU = AFRICAN-UNION | GUAM = GUM | GUUAM = GUAM-ODED | FAO = FAO | ФАО = FAO | ECOWAS = ECOWAS
        Киргизская ССР = KGZ | Tajik SSR = TJK | Vatican = VAT | КGZ ? KGZ | Тajikistan ? TJK
        """;

    public static TheoryData<string, string> Named() => Rows('=');

    public static TheoryData<string, string> Unclear() => Rows('?');

    [Fact]
    public void There_are_at_least_120_phrasings() => Assert.True(Named().Count + Unclear().Count >= 120);

    [Theory]
    [MemberData(nameof(Named))]
    public void A_phrasing_that_is_known_gives_the_code(string text, string code) =>
        Assert.Equal(code, ActorRegistry.BuiltIn.Find(text)?.Code);

    [Theory]
    [MemberData(nameof(Named))]
    public void Composed_or_apart_it_is_the_same(string text, string code)
    {
        Assert.Equal(code, ActorRegistry.BuiltIn.Find(Apart(text))?.Code);
        Assert.Equal(code, ActorRegistry.BuiltIn.Find($"  {text} ")?.Code);
    }

    [Fact]
    public void The_forms_compared_do_differ() =>
        Assert.True(Named().Count(row => Apart(row.Data.Item1) != row.Data.Item1) >= 5);

    // The runtime's own normalization does nothing in invariant mode.
    private static string Apart(string text) =>
        new[] { "üu\u0308", "ôo\u0302", "йи\u0306", "ёе\u0308", "ӣи\u0304", "ӯу\u0304", "ЙИ\u0306" }.Aggregate(
            text,
            (apart, letter) => apart.Replace(letter[..1], letter[1..], StringComparison.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Unclear))]
    public void A_phrasing_that_is_not_known_is_refused_with_suggestions(string text, string codes)
    {
        Assert.Null(ActorRegistry.BuiltIn.Find(text));
        var suggested = ActorRegistry.BuiltIn.Suggest(text).Select(each => each.Code).ToList();
        Assert.InRange(suggested.Count, 1, 3);
        Assert.All(codes.Split(' '), code => Assert.Contains(code, suggested));
    }

    [Fact]
    public void A_code_of_another_collection_is_suggested_before_what_looks_like_it()
    {
        var refused = 0;
        foreach (var actor in ActorRegistry.BuiltIn.All)
        foreach (var id in (actor.Ids ?? []).Where(each => each.Scheme is "ioc" or "cowc" or "wb" or "eurostat"))
        {
            Assert.Equal(actor.Code, ActorRegistry.BuiltIn.Find($"{id.Scheme}:{id.Id}")?.Code);
            if (ActorRegistry.BuiltIn.Names(id.Id))
                continue;

            refused++;
            var suggested = ActorRegistry.BuiltIn.Suggest(id.Id).Select(each => each.Code).ToList();
            Assert.True(suggested.IndexOf(actor.Code) is 0 or 1, $"{id.Id}: {string.Join(' ', suggested)}");
        }

        Assert.True(refused > 150, $"{refused} were refused.");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("\uD800")]
    [InlineData("Qwertyuiop Zxcvbnm")]
    public void What_comes_near_nothing_gives_no_suggestion(string text)
    {
        Assert.Null(ActorRegistry.BuiltIn.Find(text));
        Assert.Empty(ActorRegistry.BuiltIn.Suggest(text));
    }

    [Theory]
    [InlineData("GW:")]
    [InlineData("GW:KGZ")]
    [InlineData("KGZ:")]
    public void A_scheme_without_its_number_names_nothing(string text) => Assert.Null(ActorRegistry.BuiltIn.Find(text));

    [Theory]
    [InlineData("GW:365", 1985, "SUN")]
    [InlineData("GW:365", 1900, "RUS")]
    [InlineData("GW:365", 2022, "RUS")]
    [InlineData("GW:345", 1998, "YUG")]
    [InlineData("GW:345", 2005, "SCG")]
    [InlineData("COW:260", 1970, "DEU")]
    public void A_number_means_the_state_of_its_time(string text, int year, string code) =>
        Assert.Equal(code, ActorRegistry.BuiltIn.Find(text, year)?.Code);

    [Fact]
    public void A_refusal_names_the_word_the_suggestions_and_the_remedy()
    {
        var refusal = UnknownActor.Refuse("TAJIKSTAN", ActorRegistry.BuiltIn, "/party");
        Assert.Equal("unknown-actor", refusal.Type);
        Assert.Contains("'TAJIKSTAN'", refusal.Detail, StringComparison.Ordinal);
        Assert.Contains("TJK (Tajikistan)", refusal.Detail, StringComparison.Ordinal);
        Assert.Contains("POST /api/actors", refusal.Detail, StringComparison.Ordinal);
    }

    private static TheoryData<string, string> Rows(char sign)
    {
        var rows = new TheoryData<string, string>();
        foreach (var cell in Table.Split('|', '\n').Select(text => text.Trim()).Where(text => text.Length > 0))
            if (cell.IndexOf($" {sign} ", StringComparison.Ordinal) is >= 0 and var at)
                rows.Add(cell[..at], cell[(at + 3)..]);

        return rows;
    }
}
