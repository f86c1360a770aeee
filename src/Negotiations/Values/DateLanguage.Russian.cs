namespace Negotiations.Values;

// Dates in Russian.
internal sealed partial class DateLanguage
{
    // "До" is left out on purpose: it means "before" and "until" alike.
    private static DateLanguage Russian =>
        new([
            (Whole("(во? )?(понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье)"), ""),
            (Whole("(в )?период (?=с )"), ""),
            (Whole("в прошлом месяце"), "last month"),
            (Whole("в этом месяце"), "this month"),
            (Whole("в прошлом году"), "last year"),
            (Whole("сегодня"), "today"),
            (Whole("вчера"), "yesterday"),
            (Whole("завтра"), "tomorrow"),
            (Whole(@"(?<ten>\d{3}0)-?[ех]( (годы|годов|годах|гг))?"), "${ten}s"),
            (Whole(@"(?<year>\d{4})(-?(й|го|м|ом))?( ?(год|года|году|г))?"), "${year}"),
            (Whole(@"(?<day>\d{1,2})-?(го|е)"), "${day}"),
            (Whole("(в )?(самом )?начал[оеа]"), "early"),
            (Whole("(в )?середин[ауеы]"), "mid"),
            (Whole("(в )?(самом )?кон(ец|це|ца)"), "late"),
            (Whole("(в )?перв(ая|ой|ую) половин[ауеы]"), "first half of"),
            (Whole("(во )?втор(ая|ой|ую) половин[ауеы]"), "second half of"),
            (Whole("весн(а|ой|ы|е)"), "spring"),
            (Whole("лет(о|ом|а)"), "summer"),
            (Whole("осен(ь|ью|и)"), "autumn"),
            (Whole("зим(а|ой|ы|е)"), "winter"),
            .. MonthNames,
            (Whole("^между (?<from>.+) и (?<to>.+)$"), "between ${from} and ${to}"),
            (Whole("^со? (?<from>.+) по (?<to>.+)$"), "from ${from} to ${to}"),
            (Whole("после"), "after"),
            (Whole("не (позднее|позже)"), "no later than"),
            (Whole("^(начиная )?со?"), "since"),
            (Whole("около|примерно|приблизительно|ориентировочно"), "around"),
            (Whole("возможно|вероятно|предположительно"), "possibly"),
            (Whole("во?"), "in"),
        ]);
}
