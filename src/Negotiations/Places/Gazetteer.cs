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

    // Other names of the same towns that no spelling rule makes of one another.
    private static readonly (string Name, string Country, string Other)[] Others =
    [
        ("Khujand", "TJK", "Khodjent"),
        ("Khujand", "TJK", "Leninabad"),
        ("Khujand", "TJK", "Хучанд"),
        ("Kŭlob", "TJK", "Kulyab"),
        ("Dushanbe", "TJK", "Stalinabad"),
        ("Bishkek", "KGZ", "Frunze"),
        ("Uzgen", "KGZ", "Özgön"),
        ("Razzakov", "KGZ", "Isfana"),
        ("Almaty", "KAZ", "Alma-Ata"),
        ("Astana", "KAZ", "Nur-Sultan"),
        ("Ashgabat", "TKM", "Ashkhabad"),
        ("Bukhara", "UZB", "Buxoro"),
        ("Tashkent", "UZB", "Toshkent"),
        ("Tashkent", "UZB", "Toshkand"),
        ("Andijon", "UZB", "Andijan"),
        ("Fergana", "UZB", "Fargʻona"),
        ("Jizzax", "UZB", "Jizzakh"),
        ("Jizzax", "UZB", "Jizak"),
        ("Marg‘ilon", "UZB", "Margilan"),
        ("Qo‘qon", "UZB", "Kokand"),
        ("Tirmiz", "UZB", "Termez"),
        ("Urganch", "UZB", "Urgench"),
        ("Xiva", "UZB", "Khiva"),
        ("Khorugh", "TJK", "Khorog"),
        ("Konibodom", "TJK", "Kanibadam"),
        ("Panjakent", "TJK", "Penjikent"),
        ("Ashgabat", "TKM", "Ashkabat"),
        ("Ashgabat", "TKM", "Ashkhobod"),
        ("Tokmok", "KGZ", "Tokmak"),
        // Renamed in 2025; a name in one word is that of a city in Afghanistan too.
        ("Manas", "KGZ", "Jalal-Abad"),
    ];

    private static readonly Lazy<ILookup<string, Town>> ByName = new(Read);

    /// <summary>The town that a place names, in any script and romanisation; null: none, or several that sound alike,
    /// of which not one is written as the place is.</summary>
    public static Town? Find(Place place) => Find(place.Name, place.Country);

    /// <param name="name">As a source writes it.</param>
    /// <param name="country">Its code; null: the source names none.</param>
    public static Town? Find(string? name, string? country)
    {
        if (name is null)
            return null;

        var found = ByName.Value[KeyOf(name)].Where(town => country is null || town.Country == country).ToList();
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
                    .SelectMany(each => each.Towns)
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

    private static ILookup<string, Town> Read()
    {
        using var stream = typeof(Gazetteer).Assembly.GetManifestResourceStream(Resource)!;
        using var lines = new StreamReader(stream, Encoding.UTF8);
        List<Town> towns = [];
        while (lines.ReadLine() is { Length: > 0 } line)
        {
            var cells = line.Split('\t');
            towns.Add(new Town(cells[0], cells[1], NumberOf(cells[2]), NumberOf(cells[3])));
        }

        var others =
            from other in Others
            from town in towns
            where town.Name == other.Name && town.Country == other.Country
            select (Key: KeyOf(other.Other), town);
        return towns
            .Select(town => (Key: KeyOf(town.Name), town))
            .Concat(others)
            .DistinctBy(each => (each.Key, each.town))
            .ToLookup(each => each.Key, each => each.town, StringComparer.Ordinal);
    }

    private static double NumberOf(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <param name="Name">In Latin letters.</param>
/// <param name="Country">Its code.</param>
/// <param name="Longitude">WGS 84, degrees, to a hundredth.</param>
/// <param name="Latitude">Likewise.</param>
public sealed record Town(string Name, string Country, double Longitude, double Latitude);
