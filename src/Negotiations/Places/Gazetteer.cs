using System.Globalization;
using System.Text;
using Negotiations.Search;
using Negotiations.Values;

namespace Negotiations.Places;

/// <summary>
/// Towns of Central Asia and where they are, for places that a source names without a point. A position from here is no
/// claim of the source, and is shown as what it is. See <c>Data/NOTICE.md</c>.
/// </summary>
public static class Gazetteer
{
    private const string Resource = "Negotiations.Towns.tsv";

    // Longer than any of them.
    private const int LongestName = 60;

    private const string Names = "Negotiations.TownNames.txt";

    // Before a name that is one of a place elsewhere, too.
    private const char Shared = '?';

    // What GeoNames writes behind some names of Uzbekistan: town, settlement, district, village.
    private static readonly string[] Kinds = [" Shahri", " Shahar", " Shaharchasi", " Tumani", " Qishlog’i"];

    private static readonly Lazy<ILookup<string, Named>> ByName = new(Read);

    /// <summary>The town that a place names, in any script and romanisation; null: none, or several that sound alike,
    /// of which not one is written as the place is.</summary>
    public static Town? Find(Place place) => Find(place.Name, place.Country);

    /// <param name="name">As a source writes it.</param>
    /// <param name="country">Its code; null: the source names none.</param>
    public static Town? Find(string? name, string? country)
    {
        if (name is null)
            return null;

        var found = ByName
            .Value[KeyOf(name)]
            .Where(each => country is null ? !each.IsShared : each.Town.Country == country)
            .Select(each => each.Town)
            .ToList();
        if (found.Count > 1)
            found.RemoveAll(town => !string.Equals(town.Name, name, StringComparison.OrdinalIgnoreCase));

        return found is [var only] ? only : null;
    }

    /// <summary>
    /// The towns that may be meant by what someone typed, the likeliest first: of that name, of names that begin so,
    /// and of names that are written nearly so, in any script.
    /// </summary>
    /// <param name="name">As it was typed.</param>
    /// <param name="most">How many.</param>
    public static IReadOnlyList<Town> Near(string name, int most)
    {
        var key = KeyOf(name);
        return key.Length is 0 or > LongestName
            ? []
            :
            [
                .. ByName
                    .Value.Select(each => (Towns: each, Distance: DistanceOf(key, each.Key)))
                    .Where(each => each.Distance < int.MaxValue)
                    .OrderBy(each => each.Distance)
                    .ThenBy(each => each.Towns.Key, StringComparer.Ordinal)
                    .SelectMany(each => each.Towns.Select(named => named.Town))
                    .Distinct()
                    .Take(most),
            ];
    }

    // A name that begins so is as near as one with a letter wrong; of a short word, nothing is near.
    private static int DistanceOf(string typed, string known) =>
        known == typed ? 0
        : typed.Length > 2 && known.StartsWith(typed, StringComparison.Ordinal) ? 1
        : EditDistance.Of(typed, known, most: Math.Min(typed.Length, known.Length) / 4);

    private static string KeyOf(string name) => string.Join(' ', Latin.Words(name).Select(word => word.Folded));

    private static ILookup<string, Named> Read()
    {
        var towns = Lines(Resource)
            .Select(line => line.Split('\t'))
            .Select(cells => new Town(cells[0], cells[1], NumberOf(cells[2]), NumberOf(cells[3])))
            .ToList();
        var byTown = towns.ToDictionary(town => (town.Name, town.Country));
        var own = towns.Select(town => (Key: KeyOf(town.Name), town.Country)).ToHashSet();
        var others =
            from line in Lines(Names)
            where line[0] != '#'
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            let town = byTown[(cells[0], cells[1])]
            from name in cells[2..]
            select (Key: KeyOf(name), Named: new Named(town, name[0] == Shared));
        var plain =
            from town in towns
            from kind in Kinds
            where town.Name.EndsWith(kind, StringComparison.Ordinal)
            let key = KeyOf(town.Name[..^kind.Length])
            where !own.Contains((key, town.Country))
            select (Key: key, Named: new Named(town, IsShared: false));
        return towns
            .Select(town => (Key: KeyOf(town.Name), Named: new Named(town, IsShared: false)))
            .Concat(others)
            .Concat(plain)
            .DistinctBy(each => (each.Key, each.Named.Town))
            .ToLookup(each => each.Key, each => each.Named, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Lines(string resource)
    {
        using var stream = typeof(Gazetteer).Assembly.GetManifestResourceStream(resource)!;
        using var lines = new StreamReader(stream, Encoding.UTF8);
        while (lines.ReadLine() is { Length: > 0 } line)
            yield return line;
    }

    /// <param name="IsShared">By the name of a place elsewhere, too: it is meant where its country is said.</param>
    private sealed record Named(Town Town, bool IsShared);

    private static double NumberOf(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <param name="Name">In Latin letters.</param>
/// <param name="Country">Its code.</param>
/// <param name="Longitude">WGS 84, degrees, to a hundredth.</param>
/// <param name="Latitude">Likewise.</param>
public sealed record Town(string Name, string Country, double Longitude, double Latitude);
