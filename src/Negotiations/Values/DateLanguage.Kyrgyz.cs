namespace Negotiations.Values;

// Dates in Kyrgyz.
internal sealed partial class DateLanguage
{
    // What the endings of "from" and "until" are put on.
    private const string KyrgyzStem =
        "(?<month>январ|феврал|март|апрел|май|июн|июл|август|сентябр|октябр|ноябр|декабр)";

    private const string KyrgyzYear = @"(?<year>\d{4})[- ]?ж(ыл(дын|ы|да)?)?\.?";

    // The year comes first and what is said of a month after it; "<" and ">" stand for "from" and "to", which are
    // endings. "Чейин" alone is left out on purpose: it means "until", "by" and "before" alike.
    private static DateLanguage Kyrgyz =>
        new([
            (Whole("(дүйшөмбү|шейшемби|шаршемби|бейшемби|жума|ишемби|жекшемби)( күнү)?"), ""),
            (Whole("өткөн айда"), "last month"),
            (Whole("ушул айда|бул айда"), "this month"),
            (Whole("былтыр|өткөн жылы"), "last year"),
            (Whole("бүгүн"), "today"),
            (Whole("кечээ"), "yesterday"),
            (Whole("эртең"), "tomorrow"),
            (Whole("болжол менен"), "around"),
            (Whole("балким"), "possibly"),
            (Whole(@"(?<ten>\d{3}0)[- ]?жылдар(ы|да|ында)?"), "${ten}s"),
            (Whole(@"(?<year>\d{4})[- ]?жылдан"), "${year} <"),
            (Whole(@"(?<year>\d{4})[- ]?жылга чейин"), "${year} >"),
            (Whole($"{KyrgyzStem}(дан|ден|тан|тен|ынан|инен|унан)"), "${month} <"),
            (Whole($"{KyrgyzStem}ь?(га|ге|ка|ына|ине|уна) чейин"), "${month} >"),
            .. MonthNames,
            (Whole("(?<=[a-z] )ай(ы|ында|ынын|да|дын)?"), ""),
            (Bare(@"(?<=\d)-(?=[a-z])"), " "),
            // Every date with its own year after it.
            (
                Whole(
                    $"^{KyrgyzYear} (?<from>[^<]+) < "
                        + $"{KyrgyzYear.Replace("year", "end", StringComparison.Ordinal)} (?<to>[^>]+) >$"
                ),
                "from ${from} ${year} to ${to} ${end}"
            ),
            (Whole($"^({KyrgyzYear} )?(?<from>[^<]+) < (?<to>[^<>]+) >$"), "from ${from} to ${to} ${year}"),
            (Whole($"^(?<before>(around |possibly )?){KyrgyzYear} (?<rest>.+)$"), "${before}${rest} ${year}"),
            (Whole($"(?<=^|around |possibly ){KyrgyzYear}$"), "${year}"),
            (
                Whole(@"^(?<from>.+) менен (?<to>.+) (ортосунда|аралыгында)(?<year> \d{4})?$"),
                "between ${from} and ${to}${year}"
            ),
            (Whole(@"^(?<date>[^<]+) < кийин(?<year> \d{4})?$"), "after ${date}${year}"),
            (Whole(@"^(?<date>[^<]+) < (бери|тартып)(?<year> \d{4})?$"), "since ${date}${year}"),
            (Whole(@"(?<month>[a-z]+ )?(башы|башында)(?<year> \d{4})?$"), "early ${month}${year}"),
            (Whole(@"(?<month>[a-z]+ )?(ортосу|ортосунда)(?<year> \d{4})?$"), "mid ${month}${year}"),
            (Whole(@"(?<month>[a-z]+ )?(аягы|аягында|акыры|акырында)(?<year> \d{4})?$"), "late ${month}${year}"),
            (Whole("жаз(ы|ында)?"), "spring"),
            (Whole("жай(ы|ында)?"), "summer"),
            (Whole("күз(ү|үндө)?"), "autumn"),
            (Whole("кыш(ы|ында)?"), "winter"),
        ]);
}
