using System.Collections.Frozen;
using System.Globalization;
using Negotiations.Actors;
using Negotiations.Values;

namespace Negotiations.Import.Formats;

/// <summary>Countries by the numbers datasets know them by.</summary>
internal static class Countries
{
    private static readonly FrozenDictionary<int, string> ByNumeric;
    private static readonly FrozenDictionary<int, string> ByGleditschWard;

    static Countries()
    {
        Dictionary<int, string> numeric = [],
            gleditschWard = [];
        using var reader = new StreamReader(typeof(Countries).Assembly.GetManifestResourceStream("Countries.tsv")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;

            var fields = line.Split('\t');
            if (fields[1] != "-")
                numeric.Add(Number(fields[1]), fields[0]);

            // One country of today may have had two numbers: Serbia and the Yugoslavia it goes on from.
            foreach (var number in fields[2].Split(' ').Where(text => text != "-"))
                gleditschWard.Add(Number(number), fields[0]);
        }

        (ByNumeric, ByGleditschWard) = (numeric.ToFrozenDictionary(), gleditschWard.ToFrozenDictionary());
    }

    private static string? OfGleditschWard(string? number) => Find(ByGleditschWard, number);

    /// <summary>The code of the state that a Gleditsch-Ward number meant in a year: 365 is the Soviet Union's in 1985,
    /// and 345 is Yugoslavia's. Null when no state has it.</summary>
    public static string? StateOfGleditschWard(string? number, long? year, ActorRegistry actors) =>
        year is > 0 and < 10_000
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && StateOf(value, (int)year, actors) is { } state
            ? state
            : OfGleditschWard(number);

    /// <summary>The same for a place, which has an alpha-3 code: null for a state of the past that never had
    /// one.</summary>
    public static string? CountryOfGleditschWard(string? number, long? year, ActorRegistry actors) =>
        StateOfGleditschWard(number, year, actors) is { Length: 3 } country ? country : null;

    /// <summary>The code of an ISO 3166-1 numeric one, with or without its leading zeros.</summary>
    public static string? OfNumeric(string? number) => Find(ByNumeric, number);

    /// <summary>The code of a country by its name or any of its codes; null for what names none, or no
    /// country.</summary>
    public static string? Named(string? text, ActorRegistry actors)
    {
        var named = text is null ? null : actors.Find(text);
        return named is { Kind: ActorKind.State or ActorKind.Territory, Code: { Length: 3 } code } ? code : null;
    }

    // Some columns hold the number of the Correlates of War: Yemen's 679.
    private static string? StateOf(int number, int year, ActorRegistry actors) =>
        (
            actors.Find(string.Create(CultureInfo.InvariantCulture, $"GW:{number}"), year)
            ?? actors.Find(string.Create(CultureInfo.InvariantCulture, $"COW:{number}"), year)
        )?.Code;

    private static string? Find(FrozenDictionary<int, string> codes, string? number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? codes.GetValueOrDefault(value)
            : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
