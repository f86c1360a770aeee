using System.Text.Json;
using Negotiations.Dashboard.Hosting;
using Negotiations.Events;
using Negotiations.Places;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Drawing;

/// <summary>
/// Where things happened, on a plain map: points as sources give them, named towns where a small gazetteer has them,
/// and the border.
/// </summary>
/// <param name="Lines">Borders, drawn thin.</param>
/// <param name="Sections">Agreed stretches whose geometry a source gives.</param>
/// <param name="Places">Where events are placed.</param>
/// <param name="Orientation">Towns that no event names.</param>
/// <param name="HasBorder">The lines are the Kyrgyz-Tajik border.</param>
public sealed record PlaceMap(
    IReadOnlyList<string> Lines,
    IReadOnlyList<string> Sections,
    IReadOnlyList<MappedPlace> Places,
    IReadOnlyList<MappedPlace> Orientation,
    bool HasBorder,
    double Height
)
{
    /// <summary>How many events name a place of which no one knows where it is: they are not drawn.</summary>
    public int NotPlaced { get; init; }

    public const double Width = 900;
    private const double Margin = 46;

    // Shown for orientation along the border. Their positions come from the gazetteer, not from a source, and look
    // different.
    private static readonly IReadOnlyList<Town> Towns =
    [
        .. new[]
        {
            ("Batken", "KGZ"),
            ("Isfana", "KGZ"),
            ("Osh", "KGZ"),
            ("Bishkek", "KGZ"),
            ("Khujand", "TJK"),
            ("Isfara", "TJK"),
            ("Buston", "TJK"),
            ("Dushanbe", "TJK"),
        }
            .Select(each => Gazetteer.Find(each.Item1, each.Item2) is { } town ? town with { Name = each.Item1 } : null)
            .OfType<Town>(),
    ];

    private static readonly IReadOnlyList<(double X, double Y)[]> Border = ReadBorder();

    /// <summary>Null when there is nothing to draw.</summary>
    public static PlaceMap? Of(Views.Status status, IReadOnlyList<EffectiveEvent> facts)
    {
        var hasBorder =
            status.Subject == Subject.Boundary
            && status.Parties.Any(party => party.Id == "KGZ")
            && status.Parties.Any(party => party.Id == "TJK");
        var placed = facts
            .Where(each => each.Fact.Place is not null)
            .Select(each => (Fact: each, At: Locate(each.Fact.Place!)))
            .Where(each => each.At is not null)
            .GroupBy(each =>
                (each.At!.Value.X, each.At.Value.Y, Name: each.Fact.Fact.Place!.Name ?? "", each.At.Value.IsGiven)
            )
            .Select(group => (group.Key, Events: group.Select(each => each.Fact).ToList()))
            .ToList();
        var sections = facts
            .Select(each => each.Fact)
            .OfType<SectionsAgreed>()
            .SelectMany(each => each.Sections ?? [])
            .Select(section => section.Geometry)
            .OfType<JsonElement>()
            .SelectMany(LinesOf)
            .ToList();
        if (!hasBorder && placed.Count == 0 && sections.Count == 0)
            return null;

        var corners = (hasBorder ? Border : [])
            .Concat(sections)
            .SelectMany(line => line)
            .Concat(placed.Where(each => each.Key.IsGiven || !hasBorder).Select(each => (each.Key.X, each.Key.Y)))
            .ToList();
        var projection = Projection.Around(corners);
        var towns = hasBorder
            ? Towns
                .Where(town =>
                    projection.Holds(town.Longitude, town.Latitude) && !placed.Any(each => each.Key.Name == town.Name)
                )
                .Select(town => projection.Place(town.Longitude, town.Latitude, town.Name, isGiven: false, []))
                .ToList()
            : [];
        return new PlaceMap(
            [.. (hasBorder ? Border : []).Select(projection.Path)],
            [.. sections.Select(projection.Path)],
            [
                .. placed.Select(each =>
                    projection.Place(each.Key.X, each.Key.Y, each.Key.Name, each.Key.IsGiven, each.Events)
                ),
            ],
            towns,
            hasBorder,
            projection.Height
        )
        {
            NotPlaced = facts.Count(each => each.Fact.Place is { } place && Locate(place) is null),
        };
    }

    private static (double X, double Y, bool IsGiven)? Locate(Values.Place place)
    {
        if (place.Point is { Coordinates: [var longitude, var latitude, ..] })
            return (longitude, latitude, true);

        return Gazetteer.Find(place) is { } town ? (town.Longitude, town.Latitude, false) : null;
    }

    private static IEnumerable<(double X, double Y)[]> LinesOf(JsonElement geometry)
    {
        if (
            geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("type", out var type)
            || !geometry.TryGetProperty("coordinates", out var coordinates)
            || coordinates.ValueKind != JsonValueKind.Array
        )
            return [];

        return type.GetString() switch
        {
            "LineString" => [Line(coordinates)],
            "MultiLineString" => coordinates.EnumerateArray().Select(Line),
            _ => [],
        };
    }

    private static (double X, double Y)[] Line(JsonElement positions) =>
        [
            .. positions
                .EnumerateArray()
                .Where(position => position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2)
                .Select(position => (position[0].GetDouble(), position[1].GetDouble())),
        ];

    private static List<(double X, double Y)[]> ReadBorder()
    {
        using var border = JsonDocument.Parse(DashboardAssets.TextOf("border-kgz-tjk.geojson"));
        return
        [
            .. border
                .RootElement.GetProperty("features")
                .EnumerateArray()
                .SelectMany(feature => LinesOf(feature.GetProperty("geometry"))),
        ];
    }

    // Plate carrée with its true scale on the middle parallel: exact enough for a few hundred kilometres, and
    // readable by anyone.
    private sealed record Projection(double West, double North, double Scale, double Squeeze, double Height)
    {
        public static Projection Around(IReadOnlyCollection<(double X, double Y)> corners)
        {
            var (west, east) = (corners.Min(at => at.X), corners.Max(at => at.X));
            var (south, north) = (corners.Min(at => at.Y), corners.Max(at => at.Y));
            var squeeze = Math.Cos((south + north) / 2 * Math.PI / 180);
            var scale = Math.Min(
                (Width - (2 * Margin)) / Math.Max(0.5, (east - west) * squeeze),
                420 / Math.Max(0.5, north - south)
            );
            var spare = Width - (2 * Margin) - ((east - west) * squeeze * scale);
            return new Projection(
                west - ((Margin + (spare / 2)) / scale / squeeze),
                north + (Margin / scale),
                scale,
                squeeze,
                ((north - south) * scale) + (2 * Margin)
            );
        }

        public bool Holds(double longitude, double latitude) =>
            X(longitude) is > 0 and < Width && Y(latitude) > 0 && Y(latitude) < Height;

        public MappedPlace Place(
            double longitude,
            double latitude,
            string name,
            bool isGiven,
            IReadOnlyList<EffectiveEvent> events
        ) => new(X(longitude), Y(latitude), name, isGiven, Holds(longitude, latitude), events);

        public string Path((double X, double Y)[] line) =>
            "M" + string.Join('L', line.Select(at => $"{Svg.N(X(at.X))} {Svg.N(Y(at.Y))}"));

        private double X(double longitude) => (longitude - West) * Squeeze * Scale;

        private double Y(double latitude) => (North - latitude) * Scale;
    }
}

/// <param name="IsGiven">A source gives the point; otherwise it is the town's, from the gazetteer.</param>
/// <param name="IsOnMap">False where it is outside the area that is drawn.</param>
/// <param name="Events">Placed there.</param>
public sealed record MappedPlace(
    double X,
    double Y,
    string Name,
    bool IsGiven,
    bool IsOnMap,
    IReadOnlyList<EffectiveEvent> Events
)
{
    /// <summary>One of the events is about violence.</summary>
    public bool IsViolent { get; } =
        Events.Any(each => FamilyAttribute.Of(each.Fact.GetType()).Family == EventFamily.Violence);
}
