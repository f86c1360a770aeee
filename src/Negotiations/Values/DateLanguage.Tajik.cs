namespace Negotiations.Values;

// Dates in Tajik.
internal sealed partial class DateLanguage
{
    // "То" alone is left out on purpose: it means "until" and "by" alike.
    private static DateLanguage Tajik =>
        new([
            (Whole("(дар )?рӯзи (душанбе|сешанбе|чоршанбе|панҷшанбе|ҷумъа|шанбе|якшанбе)"), ""),
            (Whole("(дар )?моҳи гузашта"), "last month"),
            (Whole("(дар )?(моҳи ҷорӣ|ин моҳ)"), "this month"),
            (Whole("(дар )?соли гузашта"), "last year"),
            (Whole("имрӯз"), "today"),
            (Whole("дирӯз"), "yesterday"),
            (Whole("фардо"), "tomorrow"),
            (Whole(@"солҳои (?<ten>\d{3}0)(-?ум)?"), "${ten}s"),
            (Whole(@"соли (?<year>\d{4})"), "${year}"),
            (Whole(@"(?<day>\d{1,2})-?(ум|юм)и?"), "${day}"),
            (Whole("нимаи (аввали|якуми)"), "first half of"),
            (Whole("нимаи дуюми"), "second half of"),
            (Whole("аввали|ибтидои|оғози"), "early"),
            (Whole("миёнаи"), "mid"),
            (Whole("охири|поёни"), "late"),
            (Whole("баҳор(и)?"), "spring"),
            (Whole("тобистон(и)?"), "summer"),
            (Whole("тирамоҳ(и)?"), "autumn"),
            (Whole("зимистон(и)?"), "winter"),
            (Whole("моҳи|санаи"), ""),
            .. MonthNames,
            (Whole("(дар )?байни (?<from>.+) ва (?<to>.+)"), "between ${from} and ${to}"),
            (Whole("(пас|баъд) аз"), "after"),
            (Whole("(пеш|қабл) аз"), "before"),
            (Whole("аз (?<date>.+) инҷониб"), "since ${date}"),
            (Whole("аз (?<from>.+) то (?<to>.+)"), "from ${from} to ${to}"),
            (Whole("тақрибан|тахминан"), "around"),
            (Whole("шояд|эҳтимол"), "possibly"),
            (Whole("дар"), "in"),
        ]);
}
