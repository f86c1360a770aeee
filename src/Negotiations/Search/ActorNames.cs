namespace Negotiations.Search;

/// <summary>
/// What actors are called who stand in the record by their codes (ISO 3166-1 alpha-3 for states): whoever looks for a country writes its name, in the
/// language they read. English, Russian, Kyrgyz, Tajik; what several share stands once.
/// </summary>
public static class ActorNames
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["KGZ"] = ["Kyrgyzstan", "Кыргызстан", "Киргизия", "Қирғизистон"],
        ["TJK"] = ["Tajikistan", "Таджикистан", "Тажикстан", "Тоҷикистон"],
        ["KAZ"] = ["Kazakhstan", "Казахстан", "Казакстан", "Қазоқистон"],
        ["UZB"] = ["Uzbekistan", "Узбекистан", "Өзбекстан", "Ӯзбекистон"],
        ["TKM"] = ["Turkmenistan", "Туркменистан", "Түркмөнстан", "Туркманистон"],
        ["AFG"] = ["Afghanistan", "Афганистан", "Афғонистон"],
        ["CHN"] = ["China", "Китай", "Кытай", "Чин"],
        ["RUS"] = ["Russia", "Россия", "Русия"],
        ["JPN"] = ["Japan", "Япония", "Ҷопон"],
        ["USA"] = ["United States", "США", "АКШ", "ИМА"],
        ["PAK"] = ["Pakistan", "Пакистан", "Покистон"],
        ["IND"] = ["India", "Индия", "Ҳиндустон"],
        ["IRN"] = ["Iran", "Иран", "Эрон"],
        ["TUR"] = ["Türkiye", "Турция", "Түркия", "Туркия"],
        ["BLR"] = ["Belarus", "Беларусь", "Беларус"],
        ["ARM"] = ["Armenia", "Армения", "Арманистон"],
        ["EU"] = ["European Union", "Европейский союз", "Европа Биримдиги", "Иттиҳоди Аврупо"],
        ["UNSC"] = ["UN Security Council", "Совет Безопасности ООН", "БУУ Коопсуздук Кеңеши", "Шӯрои Амнияти СММ"],
        ["UNSG"] = ["UN Secretary-General", "Генеральный секретарь ООН", "БУУ Баш катчысы", "Дабири кулли СММ"],
        ["CSTO"] = ["ОДКБ", "ЖККУ", "СААД"],
        ["SCO"] = ["ШОС", "ШКУ", "СҲШ"],
        ["AFG-TAL"] = ["Taliban", "Талибан", "Толибон"],
        ["ARE"] = ["United Arab Emirates", "Объединённые Арабские Эмираты", "Бириккен Араб Эмираттары", "Аморати Муттаҳидаи Араб"],
    };

    /// <summary>Empty for a code that is not known here.</summary>
    public static IReadOnlyList<string> Of(string? id) => id is not null && Names.TryGetValue(id, out var names) ? names : [];
}
