using System.Text.RegularExpressions;

namespace Negotiations.Values;

// What a written number looks like; its words are in QuantityWords.
public static partial class NaturalQuantity
{
    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"(?<=\p{L})\.(?=\s|$)")]
    private static partial Regex Point { get; }

    [GeneratedRegex(@"(?<=\p{L})-(?=\p{L})")]
    private static partial Regex HyphenInWord { get; }

    [GeneratedRegex(@"(?<sign>us\$|[$€£₽%])")]
    private static partial Regex MoneySign { get; }

    [GeneratedRegex(@"(?<=\d)(?=\p{L})")]
    private static partial Regex FigureEnd { get; }

    [GeneratedRegex(@"^\d{1,3}( \d{3})+([.,]\d+)?(?!\d)|^\d+([.,]\d+)*")]
    private static partial Regex Digits { get; }

    [GeneratedRegex(@"^[1-9]\d{0,2}([.,]\d{3})+$")]
    private static partial Regex Grouped { get; }

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic { get; }

    [GeneratedRegex(@"^[mk](?= |$)")]
    private static partial Regex ShortTimes { get; }

    [GeneratedRegex("^(hundred|жүз|сад|саду)( |$)")]
    private static partial Regex Hundred { get; }

    [GeneratedRegex("^((?<between>between|между|байни) |(from|от|с|аз) )?")]
    private static partial Regex Opening { get; }

    [GeneratedRegex("^(- ?|(to|до|то) |(?<and>and|и|ва) )")]
    private static partial Regex Joint { get; }

    [GeneratedRegex("^of (the )?")]
    private static partial Regex Of { get; }

    [GeneratedRegex(@"^(?!(more|less|fewer|not|maybe|больше|меньше|более|менее)$)\p{L}{3,}$")]
    private static partial Regex OtherNoun { get; }

    [GeneratedRegex(@"^(of [\p{L} ]+|границы|протяженности)$")]
    private static partial Regex PartOfWhole { get; }

    [GeneratedRegex(
        @"^(?<number>.+?) ?-?([дт][аоеө]н|[гк][аоеө]) "
            + "(?<bound>кем эмес|аз эмес|көп эмес|ашык эмес|ашпаган|ашык|ашуун|көбүрөөк|көп|чейин|жакын|кем|аз)"
            + "(?<rest> .*)?$"
    )]
    private static partial Regex Kyrgyz { get; }
}
