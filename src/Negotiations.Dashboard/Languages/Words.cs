using System.Globalization;
using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Dashboard.Languages;

/// <summary>The texts of the pages in one language; numbers, dates and names as that language writes them.</summary>
public sealed partial class Words(Language language, ActorRegistry? actors = null)
{
    private static readonly NumberFormatInfo English = new()
    {
        NumberGroupSeparator = ",",
        NumberDecimalSeparator = ".",
    };

    // No-break space and comma, as in Russian, Kyrgyz and Tajik print.
    private static readonly NumberFormatInfo Other = new()
    {
        NumberGroupSeparator = "\u00a0",
        NumberDecimalSeparator = ",",
    };

    public Language Language => language;

    /// <exception cref="KeyNotFoundException">No language has such a text: the page is wrong, not the
    /// reader.</exception>
    public string this[string key] =>
        language.Texts.TryGetValue(key, out var text)
            ? text
            : throw new KeyNotFoundException($"{language.Code}: no text '{key}'");

    /// <summary>A text with values in its places {0}, {1}...</summary>
    public string this[string key, params object[] values] =>
        string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>A counted text in the right plural; {0} is the number.</summary>
    public string Count(string key, long number) => this[$"{key}.{language.PluralOf(number)}", Number(number)];

    /// <summary>The name of a value: <c>phase.drafting</c>.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => this[$"{KeyOf(typeof(T))}.{WireName.Of(value)}"];

    /// <summary>The name of a type of event; of one this program does not know, its wire name.</summary>
    public string Type(string wireName) => language.Texts.GetValueOrDefault($"event.{wireName}", wireName);

    /// <summary>The name of a state or body; where we have none, its code.</summary>
    public string Actor(string code)
    {
        var name = Actors.At(code)?.NameIn(language.Code);

        // Pages are short of room, and the short names are ours; a name that was recorded goes before them.
        var isAsShipped = name == ActorRegistry.BuiltIn.At(code)?.NameIn(language.Code);
        return (isAsShipped ? language.Texts.GetValueOrDefault($"actor.{code}") : null) ?? name ?? code;
    }

    /// <summary>Everyone who can be named.</summary>
    public ActorRegistry Actors { get; } = actors ?? ActorRegistry.BuiltIn;

    /// <summary>The name of whatever may have none in this language: then the text itself.</summary>
    public string Known(string prefix, string name) => language.Texts.GetValueOrDefault($"{prefix}.{name}", name);

    public string Number(decimal number) => number.ToString("#,0.##", language == Language.English ? English : Other);

    /// <summary>A count, which is a floor where reports stand for several that no one counted.</summary>
    public string Counted(int count, int unenumerated) =>
        unenumerated > 0 ? this["number.atLeast", Number(count)] : Number(count);

    /// <summary>
    /// Floor, figure and ceiling as people write them: 38.3–38.35, at least 24, up to 90. Null: nothing is said.
    /// </summary>
    public string? Range(decimal? low, decimal? best, decimal? high) =>
        (low, best, high) switch
        {
            (null, null, null) => null,
            ({ } only, _, { } top) when only == top => Number(only),
            ({ } from, _, { } to) => $"{Number(from)}–{Number(to)}",
            (null, { } figure, null) => this["number.about", Number(figure)],
            ({ } floor, _, null) => this["number.atLeast", Number(floor)],
            (null, _, { } ceiling) => this["number.atMost", Number(ceiling)],
        };

    /// <summary>As above; where a statement sets no limit beyond those stated, that is said too.</summary>
    public string? Range(decimal? low, decimal? best, decimal? high, OpenSide? open, bool? approximate)
    {
        if (Range(low, best, high) is not { } range)
            return null;

        if (low is not null && high is not null && open is { } side)
            range = this[$"number.open.{WireName.Of(side)}", range];

        return approximate == true && (low is not null || high is not null) ? this["number.about", range] : range;
    }

    public string? Range(Figure? figure) =>
        figure is null ? null : Range(figure.Low, figure.Best, figure.High, figure.Open, figure.Approximate);

    /// <summary>How a member or enum is called among the texts: <c>BoundaryStage</c> is <c>boundaryStage</c>.</summary>
    public static string KeyOf(Type type) => JsonNamingPolicy.CamelCase.ConvertName(type.Name);
}
