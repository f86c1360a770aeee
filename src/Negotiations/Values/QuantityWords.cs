using System.Collections.Frozen;

namespace Negotiations.Values;

/// <summary>The words of numbers in English, Russian, Kyrgyz and Tajik, one list for each thing they say.</summary>
/// <remarks>Lower case, and between letters a blank for a hyphen. Languages that share a word name it once.</remarks>
internal static class QuantityWords
{
    /// <summary>What stands before a number and bounds it.</summary>
    public static FrozenDictionary<string, Qualifier> Bounds { get; } =
        Table(
            (Qualifier.AtLeast, "at least|no fewer than|no less than|not less than|a minimum of"),
            (Qualifier.AtLeast, "не менее|не меньше|как минимум|минимум|по меньшей мере|по крайней мере"),
            (Qualifier.AtLeast, "кеминде|жок дегенде|камаш|ҳадди ақал|ақаллан|на камтар аз|на кам аз"),
            (Qualifier.MoreThan, "more than|over|above|более чем|более|больше|свыше"),
            (Qualifier.MoreThan, "беш аз|бештар аз|зиёда аз|зиёд аз"),
            (Qualifier.AtMost, "at most|up to|no more than|not more than|не более|не больше|не свыше|до|максимум"),
            (Qualifier.AtMost, "эң көп дегенде|на беш аз|на бештар аз|на зиёда аз|то"),
            (Qualifier.LessThan, "less than|fewer than|under|below|менее чем|менее|меньше|камтар аз|кам аз"),
            (Qualifier.About, "about|around|approximately|some|nearly|almost|roughly|an estimated"),
            (Qualifier.About, "около|примерно|приблизительно|порядка|почти|болжол менен|болжолдуу|дээрлик"),
            (Qualifier.About, "тақрибан|қариб|тахминан|наздики")
        );

    /// <summary>What stands after a number in the ablative or dative of Kyrgyz and bounds it.</summary>
    public static FrozenDictionary<string, Qualifier> BoundsAfter { get; } =
        Table(
            (Qualifier.AtLeast, "кем эмес|аз эмес"),
            (Qualifier.MoreThan, "ашык|ашуун|көп|көбүрөөк"),
            (Qualifier.AtMost, "чейин|көп эмес|ашык эмес|ашпаган"),
            (Qualifier.LessThan, "кем|аз"),
            (Qualifier.About, "жакын")
        );

    /// <summary>Words that are a number by themselves, without a figure.</summary>
    public static FrozenDictionary<string, Qualifier> Vague { get; } =
        Table(
            (Qualifier.Several, "several|a few|some|несколько|нескольких|бир нече|бир канча|чанд|якчанд"),
            (Qualifier.Tens, "tens|десятки|десятков|несколько десятков|ондогон|бир нече он|даҳҳо"),
            (Qualifier.Dozens, "dozens|several dozen|several dozens|a few dozen|дюжины|несколько дюжин"),
            (Qualifier.Scores, "scores"),
            (Qualifier.Hundreds, "hundreds|several hundred|a few hundred|сотни|сотен|несколько сотен"),
            (Qualifier.Hundreds, "жүздөгөн|бир нече жүз|садҳо|чандсад|якчанд сад"),
            (Qualifier.Thousands, "thousands|several thousand|a few thousand|tens of thousands"),
            (Qualifier.Thousands, "hundreds of thousands|тысячи|несколько тысяч|десятки тысяч|сотни тысяч"),
            (Qualifier.Thousands, "миңдеген|бир нече миң|ондогон миң|ҳазорҳо|чанд ҳазор|якчанд ҳазор|даҳҳо ҳазор"),
            (Qualifier.All, "all|все|вся|весь|бардык|бардыгы|ҳама")
        );

    /// <summary>Numerals below a thousand that are added to each other.</summary>
    public static FrozenDictionary<string, decimal> Numerals { get; } =
        Table<decimal>(
            (0, "zero|no one|none|ноль|нуль|никто|никого|эч ким|нөл|ҳеч кас|ҳеч кӣ|сифр"),
            (1, "one|один|одна|одного|одной|бир|як"),
            (2, "two|два|две|двух|эки|ду"),
            (3, "three|три|трех|үч|се"),
            (4, "four|четыре|четырех|төрт|чор|чаҳор"),
            (5, "five|пять|пяти|беш|панҷ"),
            (6, "six|шесть|шести|алты|шаш"),
            (7, "seven|семь|семи|жети|ҳафт"),
            (8, "eight|восемь|восьми|сегиз|ҳашт"),
            (9, "nine|девять|девяти|тогуз|нӯҳ"),
            (10, "ten|десять|десяти|он|даҳ|десяток"),
            (11, "eleven|одиннадцать|одиннадцати|ёздаҳ"),
            (12, "twelve|двенадцать|двенадцати|дувоздаҳ|дюжина"),
            (13, "thirteen|тринадцать|тринадцати|сездаҳ"),
            (14, "fourteen|четырнадцать|четырнадцати|чордаҳ"),
            (15, "fifteen|пятнадцать|пятнадцати|понздаҳ"),
            (16, "sixteen|шестнадцать|шестнадцати|шонздаҳ"),
            (17, "seventeen|семнадцать|семнадцати|ҳабдаҳ"),
            (18, "eighteen|восемнадцать|восемнадцати|ҳаждаҳ"),
            (19, "nineteen|девятнадцать|девятнадцати|нуздаҳ"),
            (20, "twenty|двадцать|двадцати|жыйырма|бист|бисту"),
            (30, "thirty|тридцать|тридцати|отуз|сӣ|сию"),
            (40, "forty|сорок|сорока|кырк|чил|чилу"),
            (50, "fifty|пятьдесят|пятидесяти|элүү|панҷоҳ|панҷоҳу"),
            (60, "sixty|шестьдесят|шестидесяти|алтымыш|шаст|шасту"),
            (70, "seventy|семьдесят|семидесяти|жетимиш|ҳафтод|ҳафтоду"),
            (80, "eighty|восемьдесят|восьмидесяти|сексен|ҳаштод|ҳаштоду"),
            (90, "ninety|девяносто|токсон|навад|наваду"),
            (100, "сто|ста|сотня|сотню"),
            (200, "двести|двухсот"),
            (300, "триста|трехсот"),
            (400, "четыреста"),
            (500, "пятьсот|пятисот")
        );

    /// <summary>Words by which the number before them is multiplied.</summary>
    public static FrozenDictionary<string, decimal> Multipliers { get; } =
        Table<decimal>(
            (12, "dozen|дюжин|дюжины"),
            (20, "score"),
            (100, "hundred|жүз|сад"),
            (1_000, "thousand|тыс|тысяча|тысяч|тысячи|миң|ҳазор"),
            (1_000_000, "million|mln|mn|млн|миллион|миллиона|миллионов"),
            (1_000_000_000, "billion|bn|bln|млрд|миллиард|миллиарда|миллиардов")
        );

    /// <summary>What is counted, by the unit it is stored in; money by its ISO 4217 code.</summary>
    public static FrozenDictionary<string, string> Nouns { get; } =
        Table(
            (Units.Households, "household|households|family|families|семья|семьи|семей|семьям|домохозяйств"),
            (Units.Households, "домохозяйства|үй бүлө|үй бүлөнү|үй бүлөлөр|оила|оилаҳо|оиларо|хонавода"),
            (Units.People, "people|persons|person|soldiers|soldier|civilians|civilian|troops|residents|refugees"),
            (Units.People, "servicemen|border guards|men|women|children|inhabitants|citizens"),
            (Units.People, "человек|человека|людей|люди|чел|лиц|жителей|мирных жителей|военнослужащих|солдат"),
            (Units.People, "пограничников|граждан|беженцев|адам|киши|жоокер|тургун|нафар|кас|одам|одамон|сарбоз"),
            (Units.Kilometres, "km|kms|kilometre|kilometres|kilometer|kilometers|км|километр|километра"),
            (Units.Kilometres, "километров|километре|километри"),
            ("m", "m|metres|meters|м|метр|метра|метров"),
            ("mi", "mi|mile|miles|миля|мили|миль|мил"),
            ("km2", "km2|km²|sq km|square kilometres|square kilometers|км2|км²|кв км|квадратных километров"),
            ("ha", "ha|hectare|hectares|га|гектар|гектара|гектаров"),
            (Units.Percent, "%|percent|per cent|процент|процента|процентов|пайыз|пайызы|фоиз|фоизи"),
            ("USD", "$|us$|usd|us dollars|dollars|dollar|долларов сша|доллар сша|долларов|доллара|доллар"),
            ("USD", "долл сша|долл|акш доллары|доллары|доллари"),
            ("EUR", "€|eur|euro|euros|евро"),
            ("GBP", "£|gbp"),
            ("RUB", "₽|rub|rubles|roubles|рублей|рубля|рубль|руб"),
            ("KGS", "kgs|som|soms|сом|сомов|сома"),
            ("TJS", "tjs|somoni|сомони"),
            ("CNY", "cny|yuan|юаней|юань|юаня")
        );

    /// <summary>What befell those counted: people, where nothing else is said.</summary>
    public static FrozenDictionary<string, string> States { get; } =
        Table(
            (Units.People, "killed|dead|deaths|wounded|injured|displaced|evacuated|were killed|died|fatalities"),
            (Units.People, "casualties|погибших|погибли|погибшие|раненых|ранены|убитых|убиты|эвакуированы"),
            (Units.People, "эвакуированных|пострадавших|каза болду|каза болгон|жарадар|өлдү|кушта|захмӣ|маҷрӯҳ")
        );

    /// <summary>Before a number that is counted on top of others; says nothing of its size.</summary>
    public static FrozenDictionary<string, string> Further { get; } =
        Table(("", "a further|another|a total of|the|еще|дагы|боз"));

    /// <summary>The longest words of a list with which a text begins, and what is left of the text.</summary>
    public static (T Value, string Left)? Begins<T>(FrozenDictionary<string, T> list, string text)
    {
        for (var end = Math.Min(text.Length, 40); end > 0; end--)
            if ((end == text.Length || text[end] == ' ') && list.TryGetValue(text[..end], out var value))
                return (value, text[end..].TrimStart());

        return null;
    }

    private static FrozenDictionary<string, T> Table<T>(params (T Value, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split('|').Select(word => (word, row.Value)))
            .DistinctBy(each => each.word)
            .ToFrozenDictionary(each => each.word, each => each.Value, StringComparer.Ordinal);
}
